"""Names and signs of money, and the ISO 4217 code of each."""

from __future__ import annotations

# As printed, before or after the number; in lower case.
SIGNS = {
    "$": "USD", "us$": "USD", "hk$": "HKD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "s$": "SGD",
    "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "mex$": "MXN", "€": "EUR", "£": "GBP", "¥": "CNY", "cn¥": "CNY", "jp¥": "JPY",
    "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP", "₴": "UAH", "₪": "ILS",
    "₸": "KZT", "元": "CNY",
}  # fmt: skip

CODES = {
    code.lower(): code
    for code in (
        "CNY USD EUR GBP JPY HKD TWD KRW INR RUB BRL ZAR AUD CAD NZD SGD CHF SEK NOK DKK PLN CZK HUF RON BGN TRY UAH KZT "
        "THB VND IDR MYR PHP MXN ARS CLP COP PEN AED SAR QAR KWD BHD OMR ILS EGP NGN KES GHS TZS UGX MAD TND PKR BDT LKR NPR "
        "MMK KHR LAK MNT UZS GEL AMD AZN BYN MDL RSD ISK XDR XOF XAF CNH AFN ETB"
    ).split()
}
CODES |= {"rmb": "CNY", "sdr": "XDR", "sdrs": "XDR", "cnh": "CNY"}
# Prefixes that are written with a small letter or a dot.
ABBREVIATIONS = {"rs": "INR", "rp": "IDR", "rm": "MYR", "tk": "BDT", "fr": "CHF"}

_WORDS = {
    "USD": "dollar dollars", "CNY": "yuan renminbi", "EUR": "euro euros", "GBP": "pound pounds sterling", "JPY": "yen",
    "INR": "rupee rupees", "KRW": "won", "RUB": "rouble roubles ruble rubles", "CHF": "franc francs", "THB": "baht",
    "MXN": "peso pesos", "BRL": "real reais", "ZAR": "rand", "TRY": "lira liras", "AED": "dirham dirhams",
    "SAR": "riyal riyals", "MYR": "ringgit", "IDR": "rupiah rupiahs", "VND": "dong", "SEK": "krona kronor",
    "NOK": "krone kroner", "PLN": "zloty zlotys", "UAH": "hryvnia", "KZT": "tenge", "BDT": "taka", "NGN": "naira",
}  # fmt: skip
WORDS = {word: code for code, words in _WORDS.items() for word in words.split()}

# Two words before "dollars", "francs" and the like.
QUALIFIED = {
    ("us", "dollar"): "USD", ("american", "dollar"): "USD", ("canadian", "dollar"): "CAD", ("australian", "dollar"): "AUD",
    ("singapore", "dollar"): "SGD", ("zealand", "dollar"): "NZD", ("kong", "dollar"): "HKD", ("taiwan", "dollar"): "TWD",
    ("swiss", "franc"): "CHF", ("cfa", "franc"): "XOF", ("indian", "rupee"): "INR", ("pakistani", "rupee"): "PKR",
    ("pakistan", "rupee"): "PKR", ("russian", "rouble"): "RUB", ("russian", "ruble"): "RUB", ("korean", "won"): "KRW",
    ("turkish", "lira"): "TRY", ("chinese", "yuan"): "CNY", ("japanese", "yen"): "JPY", ("mexican", "peso"): "MXN",
    ("argentine", "peso"): "ARS", ("philippine", "peso"): "PHP", ("british", "pound"): "GBP", ("danish", "krone"): "DKK",
    ("rmb", "yuan"): "CNY", ("saudi", "riyal"): "SAR", ("swedish", "krona"): "SEK", ("norwegian", "krone"): "NOK",
}  # fmt: skip
QUALIFIERS = frozenset(first for first, _ in QUALIFIED) | {"new", "hong"}
