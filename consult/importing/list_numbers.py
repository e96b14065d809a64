"""The number of a list item as it is printed: 3, c, iii."""


def list_number(number: int, style: str) -> str:
    """The printed number; `style` is pandoc's name, such as "Decimal", "LowerRoman" or "UpperAlpha".

    Decimal where the style has no such number: letters end at 26, Roman numerals at 3999.
    """
    if style.endswith("Alpha") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if style.startswith("Upper") else letter
    if style.endswith("Roman") and 1 <= number < 4000:
        roman = _roman(number)
        return roman if style.startswith("Upper") else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    result = ""
    for value, letters in steps:
        times, number = divmod(number, value)
        result += letters * times
    return result
