#!/bin/sh -p
# occlookup-kiosk: the kiosk in a Python that is isolated (-I) and writes no compiled modules (-B), with nothing of the caller's
# environment but what the terminal and its language are. -p: a shell that imports functions and options from the environment imports none.
PATH=/usr/bin:/bin
export PATH

# a locale's name that is a path would load files from there
case "$LANG" in */*) LANG= ;; esac
case "$LC_ALL" in */*) LC_ALL= ;; esac
case "$LC_CTYPE" in */*) LC_CTYPE= ;; esac

program=$(readlink -f -- "$0") || program=$0
folder=${program%/*}
python=$folder/python
if [ ! -x "$python" ]; then
    # not in a virtual environment: the Python that the command beside this one names in its first line
    IFS= read -r first <"$folder/occlookup" || first=
    python=${first#"#!"}
    python=${python%% *}
fi
case "$python" in
    */python*) ;;
    *)
        echo "occlookup-kiosk: found no Python beside $folder/occlookup. Install occlookup into a virtual environment." >&2
        exit 1
        ;;
esac
exec env -i ${TERM:+"TERM=$TERM"} ${LANG:+"LANG=$LANG"} ${LC_ALL:+"LC_ALL=$LC_ALL"} ${LC_CTYPE:+"LC_CTYPE=$LC_CTYPE"} \
    ${NO_COLOR:+"NO_COLOR=$NO_COLOR"} "$python" -I -B -m occlookup.kiosk "$@"
