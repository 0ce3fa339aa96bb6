"""The addresses of the adult's door and of the thanks form."""

from django.urls import path

from heard.web.public import adult, adult_files, adult_points, thanks

urlpatterns = [
    path("complain/", adult.start, name="complain"),
    path("complain/check/", adult.check, name="complain-check"),
    path("complain/sent/", adult.sent, name="complain-sent"),
    path("complain/copy/", adult.copy, name="complain-copy"),
    path("complain/about-you/", adult.about, name="complain-about"),
    path("complain/points/", adult_points.listed, name="complain-points"),
    path("complain/points/<int:number>/away/", adult_points.take_away, name="complain-point-away"),
    path("complain/points/<int:number>/<slug:part>/", adult_points.point, name="complain-point"),
    path("complain/files/", adult_files.files, name="complain-files"),
    path("complain/<slug:name>/", adult.step, name="complain-step"),
    path("thanks/", thanks.thanks, name="thanks"),
    path("thanks/sent/", thanks.sent, name="thanks-sent"),
]
# Looking at these is not being at work, whoever is signed in beside.
for _one in urlpatterns:
    _one.callback.for_anybody = True  # type: ignore[attr-defined]
