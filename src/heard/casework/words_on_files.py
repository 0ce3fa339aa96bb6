"""Why a file is not taken, in words: those that a child may read at the door, and those of the office."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from heard.files.refusing import Why

# What a child may read: short sentences, what to do next.
AT_THE_DOOR: Mapping[Why, str] = {
    Why.EMPTY: _("There is nothing in that file. Choose it again."),
    Why.TOO_BIG: _("That file is too big. Choose one smaller than 20MB."),
    Why.KIND: _("We cannot open that kind of file. Choose a photo, a film, a sound or a PDF."),
    Why.PAGE: _("We cannot take web pages. Choose a photo, a film, a sound or a PDF."),
    Why.PROGRAM: _("We cannot take files that run things. Choose a photo, a film, a sound or a PDF."),
    Why.MACROS: _("That file has a program in it. Save it as a PDF, or take a photo of it."),
    Why.TWO_KINDS: _("That file is mixed up inside. Take a photo of it and send that."),
    Why.PACKED: _("We cannot open a zip folder. Take the files out. Then send them one by one."),
    Why.DAMAGED: _("That file is broken. Save it again, or take a photo of it."),
    Why.LOCKED: _("That file has a password. Take the password off, or take a photo of it."),
    Why.SWELLS: _("That file is too big inside. Save it as a PDF, or take a photo of it."),
    Why.TOO_MANY_PARTS: _("That file has too many parts. Save it as a PDF, or take a photo of it."),
    Why.OUTSIDE: _("That file is mixed up inside. Save it as a PDF, or take a photo of it."),
    Why.DECLARES: _("That file is mixed up inside. Save it as a PDF, or take a photo of it."),
    Why.TOO_MANY_DOTS: _("That picture is too big. Make it smaller, or take a new photo."),
    Why.TOO_MANY_PAGES: _("That file has too many pages. Send it in parts."),
    Why.TOO_MUCH: _("We cannot open that file. Save it as a PDF, or take a photo of it."),
}
FORMS = (
    "PDF, Word, Excel, PowerPoint, OpenDocument, RTF, plain text, PNG, JPEG, HEIC, WebP, MP3, M4A, WAV, Ogg, MP4, 3GP "
    "and WebM"
)
_INSTEAD = "Save it as one that is, such as a PDF, and add that."
_AS_PDF = "Save it as a PDF, and add that."
IN_THE_OFFICE: Mapping[Why, str] = {
    Why.EMPTY: "The file is empty. Choose the file again.",
    Why.TOO_BIG: "The file is larger than 50 MB. Split it, or make it smaller.",
    Why.KIND: f"This kind of file is not taken. {_INSTEAD}",
    Why.PAGE: f"This kind of file is not taken. It is a web page, or a drawing that may hold a script. {_INSTEAD}",
    Why.PROGRAM: f"This kind of file is not taken. It is or holds a program. {_INSTEAD}",
    Why.MACROS: "This file holds a program (macros). Save it without, or as a PDF, then choose it.",
    Why.TWO_KINDS: "This file can be read as two kinds of file, as no honest file can. Print it as a PDF and add it.",
    Why.PACKED: "A packed folder is not taken. Add the files in it one by one.",
    Why.DAMAGED: "This file is damaged and cannot be opened. Save it again, then choose it.",
    Why.LOCKED: "This file is locked with a password. Save it without one, then choose it.",
    Why.SWELLS: f"This file would swell to far more than its size when opened. {_AS_PDF}",
    Why.TOO_MANY_PARTS: f"This file has more than 2,000 parts in it. {_AS_PDF}",
    Why.OUTSIDE: f"A part of this file is named to be put outside it. {_AS_PDF}",
    Why.DECLARES: f"In this file is a declaration that can make it swell or fetch other files. {_AS_PDF}",
    Why.TOO_MANY_DOTS: "This picture has more than 50 million dots. Make it smaller, then choose it.",
    Why.TOO_MANY_PAGES: "This PDF has more than 2,000 pages. Split it, and add the parts.",
    Why.TOO_MUCH: f"Opening this file needs more memory or time than one file is given. {_AS_PDF}",
}
