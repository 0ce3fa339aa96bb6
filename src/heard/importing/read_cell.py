"""What a cell may hold, how a refusal is said, and the limits on what Heard agrees to open."""

from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | time | None

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 100 * MEGABYTE
MAX_UNPACKED_BYTES = 600 * MEGABYTE
MAX_CELLS = 5_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELL_CHARACTERS = 32_767  # what a cell of Excel may hold
MAX_TEXT_BYTES = 300 * MEGABYTE
MAX_MEMORY_BYTES = 1024 * MEGABYTE

SAVE_AGAIN = "Open it where it came from, save it as an Excel workbook (.xlsx) or CSV, and try again."


class Refused(Exception):
    """A file that Heard will not read. The message says what happened, why, and what to do next."""

    def __init__(self, message: str, *, row: int | None = None, column: str | None = None) -> None:
        super().__init__(message)
        self.row = row
        self.column = column


def column_letters(index: int) -> str:
    """The letters at the head of a spreadsheet column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, left = divmod(index - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def column_index(letters: str) -> int:
    """The place of a spreadsheet column, counted from 0: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def too_many_cells(where: str = "") -> Refused:
    """The refusal for a sheet larger than Heard reads."""
    return Refused(
        f"It holds more than {MAX_CELLS:,} cells (rows × columns){where}. Delete the empty rows and columns "
        "beyond your list, or split the list into smaller files, and try again."
    )
