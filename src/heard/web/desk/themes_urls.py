"""The addresses of themes."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import themes

urlpatterns: list[URLPattern] = [
    path("themes/", themes.theme_list, name="themes"),
    path("themes/new/", themes.theme_new, name="theme-new"),
    path("themes/suggestions/", themes.suggestions, name="theme-suggestions"),
    path("themes/suggestions/read/", themes.read_now, name="theme-read"),
    path("themes/suggestions/<int:number>/", themes.suggestion, name="theme-suggestion"),
    path("themes/<int:number>/", themes.theme, name="theme-one"),
]
