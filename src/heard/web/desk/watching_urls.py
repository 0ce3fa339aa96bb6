"""The addresses of watching: looks to go over, and the review of access."""

from django.urls import URLPattern, path

from heard.web.desk import access_review, watching

urlpatterns: list[URLPattern] = [
    path("watching/looks/", watching.looks, name="looks-to-go-over"),
    path("watching/looks/together/", watching.together, name="looks-together"),
    path("watching/looks/<int:number>/", watching.one, name="look-to-go-over"),
    path("watching/access/", access_review.access, name="access-review"),
    path("watching/access/<int:number>/", access_review.one, name="access-review-one"),
]
