"""The economies of the trade tables, by ISO code, as the book calls them."""

from __future__ import annotations

_ECONOMIES = {
    **{"ARE": "Emirates (UAE)", "AUS": "Australia", "AUT": "Austria", "BEL": "Belgium", "BRA": "Brazil"},
    **{"CAN": "Canada", "CHE": "Switzerland", "CHN": "China", "CZE": "Czechia", "DEU": "Germany"},
    **{
        "DNK": "Denmark",
        "ESP": "Spain",
        "EUU": "European Union",
        "FRA": "France",
        "GBR": "United Kingdom",
        "HKG": "Hong Kong",
    },
    **{"HUN": "Hungary", "IDN": "Indonesia", "IND": "India", "IRL": "Ireland", "ITA": "Italy", "JPN": "Japan"},
    **{"KOR": "South Korea", "MEX": "Mexico", "NLD": "Netherlands", "NOR": "Norway", "POL": "Poland"},
    **{"ROU": "Romania", "RUS": "Russia", "SGP": "Singapore", "SWE": "Sweden", "TUR": "Türkiye"},
    **{"TWN": "Taiwan", "USA": "United States", "ARG": "Argentina", "CHL": "Chile", "FIN": "Finland"},
    **{"IRN": "Iran", "IRQ": "Iraq", "ISR": "Israel", "KWT": "Kuwait", "MYS": "Malaysia", "NGA": "Nigeria"},
    **{"PHL": "Philippines", "PRT": "Portugal", "QAT": "Qatar", "SAU": "Saudi Arabia", "SVK": "Slovakia"},
    **{"SVN": "Slovenia", "THA": "Thailand", "UKR": "Ukraine", "VNM": "Viet Nam", "ZAF": "South Africa"},
}


def economy_name(code: str) -> str:
    """``Germany`` for ``DEU``; a code without a name stays."""
    return _ECONOMIES.get(code, code)


def economy_names() -> list[str]:
    """Every economy that has a name here."""
    return list(_ECONOMIES.values())
