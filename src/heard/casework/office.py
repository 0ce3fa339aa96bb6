"""The people of the office: what is done with them, and what is asked of them."""

from heard.casework.accounts import POWERFUL
from heard.casework.office_asking import (
    at_work,
    deputies_of,
    leads_anything,
    line_above,
    manager_of_team,
    people_of,
)
from heard.casework.office_leaving import end_absence, set_absence, staff_leaves
from heard.casework.office_moving import (
    OUTSIDE,
    NotInOffice,
    Post,
    add_staff,
    ask_for_role,
    move_staff,
    take_up_posts,
)
from heard.casework.office_sheet import Loaded, StaffRow, load_office

__all__ = [
    "OUTSIDE",
    "POWERFUL",
    "Loaded",
    "NotInOffice",
    "Post",
    "StaffRow",
    "add_staff",
    "ask_for_role",
    "at_work",
    "deputies_of",
    "end_absence",
    "leads_anything",
    "line_above",
    "load_office",
    "manager_of_team",
    "move_staff",
    "people_of",
    "set_absence",
    "staff_leaves",
    "take_up_posts",
]
