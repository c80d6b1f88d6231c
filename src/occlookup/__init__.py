"""occlookup looks up United States occupations: what people do, what it pays, where it grows, what it asks of them.

The public Python API: `open_catalog()` gives a Catalog; every type that its methods take, give or raise is a name of this
package. Any other module may change from one release to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from occlookup.catalog import Catalog, open_catalog
    from occlookup.catalog.changes import changes_between
    from occlookup.catalog.filtering import Filters, Order, make_filters
    from occlookup.catalog.naming import Beginnings
    from occlookup.catalog.occupation_changes import changes_of
    from occlookup.changes import (
        CodeChange,
        CodeEvent,
        DataChanges,
        DetailChange,
        FactChange,
        FigureChange,
        FigureCount,
        FigureEvent,
        ItemChange,
        OccupationChanges,
        RecordCount,
        SetEvent,
        SourceChange,
    )
    from occlookup.comparisons import Comparability, ComparedOccupation, Comparison, Glance, MedianPay
    from occlookup.details import Division, InsightsAnswer, OutlookAnswer, Place, Places, PlacesAnswer, RelatedAnswer
    from occlookup.errors import (
        AmbiguousError,
        DamagedDataError,
        MalformedCodeError,
        NetworkError,
        NotFoundError,
        OcclookupError,
        OutputError,
        Suggestion,
        UsageError,
    )
    from occlookup.guidance import Glossary, InterestScores, QuizMatch, QuizResult, Statement, Term
    from occlookup.listings import (
        AreaListing,
        BrowseListing,
        DataInfo,
        Group,
        InterestMatch,
        InterestMatches,
        InterestProfile,
        InterestType,
        OccupationEntry,
        SearchResult,
        SearchResults,
        SourceStatus,
    )
    from occlookup.model import (
        Answer,
        Area,
        AreaType,
        GroupLevel,
        Interests,
        Note,
        OccupationKind,
        OwnWageRow,
        Source,
        Titled,
        WageListing,
        WageRow,
    )
    from occlookup.own_records import OwnDescription, OwnFault, OwnFiles, OwnLink, OwnNote, OwnRecord
    from occlookup.profile import (
        Automation,
        Education,
        ElementRating,
        ElementScore,
        Exposure2010,
        Finding,
        Groups,
        HistoryYear,
        IndustryShare,
        Insights,
        LocalFigures,
        NationalWages,
        Outlook,
        Profile,
        Program,
        RelatedOccupation,
        Standing,
        StateOutlook,
        SurveyShare,
        Task,
        Technology,
        WorkLife,
        WorkLifeItem,
    )
    from occlookup.rankings import RankEntry, Ranking

__version__ = "0.1.0"

__all__ = [
    "AmbiguousError", "Answer", "Area", "AreaListing", "AreaType", "Automation", "Beginnings", "BrowseListing", "Catalog",
    "CodeChange", "CodeEvent", "Comparability", "ComparedOccupation", "Comparison", "DamagedDataError", "DataChanges",
    "DataInfo", "DetailChange", "Division", "Education", "ElementRating", "ElementScore", "Exposure2010", "FactChange",
    "FigureChange", "FigureCount", "FigureEvent", "Filters", "Finding", "Glance", "Glossary", "Group", "GroupLevel", "Groups",
    "HistoryYear", "IndustryShare", "Insights", "InsightsAnswer", "InterestMatch", "InterestMatches", "InterestProfile",
    "InterestScores", "InterestType", "Interests", "ItemChange", "LocalFigures", "MalformedCodeError", "MedianPay",
    "NationalWages", "NetworkError", "NotFoundError", "Note", "OcclookupError", "OccupationChanges", "OccupationEntry",
    "OccupationKind", "Order", "Outlook", "OutlookAnswer", "OutputError", "OwnDescription", "OwnFault", "OwnFiles", "OwnLink",
    "OwnNote", "OwnRecord", "OwnWageRow", "Place", "Places", "PlacesAnswer", "Profile", "Program", "QuizMatch", "QuizResult",
    "RankEntry", "Ranking", "RecordCount", "RelatedAnswer", "RelatedOccupation", "SearchResult", "SearchResults", "SetEvent",
    "Source", "SourceChange", "SourceStatus", "Standing", "StateOutlook", "Statement", "Suggestion", "SurveyShare", "Task",
    "Technology", "Term", "Titled", "UsageError", "WageListing", "WageRow", "WorkLife", "WorkLifeItem", "__version__",
    "changes_between", "changes_of", "make_filters", "open_catalog",
]  # fmt: skip

# public name: the module that has it
_HOMES = {
    name: module
    for module, names in {
        "catalog": "Catalog open_catalog",
        "catalog.changes": "changes_between",
        "catalog.filtering": "Filters Order make_filters",
        "catalog.naming": "Beginnings",
        "catalog.occupation_changes": "changes_of",
        "changes": "CodeChange CodeEvent DataChanges DetailChange FactChange FigureChange FigureCount FigureEvent "
        "ItemChange OccupationChanges RecordCount SetEvent SourceChange",
        "comparisons": "Comparability ComparedOccupation Comparison Glance MedianPay",
        "details": "Division InsightsAnswer OutlookAnswer Place Places PlacesAnswer RelatedAnswer",
        "errors": "AmbiguousError DamagedDataError MalformedCodeError NetworkError NotFoundError OcclookupError OutputError "
        "Suggestion UsageError",
        "guidance": "Glossary InterestScores QuizMatch QuizResult Statement Term",
        "listings": "AreaListing BrowseListing DataInfo Group InterestMatch InterestMatches InterestProfile InterestType "
        "OccupationEntry SearchResult SearchResults SourceStatus",
        "model": "Answer Area AreaType GroupLevel Interests Note OccupationKind OwnWageRow Source Titled WageListing WageRow",
        "own_records": "OwnDescription OwnFault OwnFiles OwnLink OwnNote OwnRecord",
        "profile": "Automation Education ElementRating ElementScore Exposure2010 Finding Groups HistoryYear "
        "IndustryShare Insights LocalFigures NationalWages Outlook Profile Program RelatedOccupation Standing "
        "StateOutlook SurveyShare Task Technology WorkLife WorkLifeItem",
        "rankings": "RankEntry Ranking",
    }.items()
    for name in names.split()
}


def __getattr__(name: str) -> Any:
    # Loaded when asked for: the command line starts through this module and needs only the version of it.
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(f"occlookup.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
