"""The addresses of signing in. There are no others: nothing of a library's own pages is served."""

from django.urls import path

from heard.web import door, door_directory, door_factor, door_own, kept_words

urlpatterns = [
    path("sign-in/", door.sign_in, name="sign-in"),
    path("sign-in/factor/", door_factor.second_factor, name="second-factor"),
    path("sign-in/passkey/ask/", door_factor.ask_passkey, name="passkey-ask"),
    path("sign-in/passkey/", door_factor.take_passkey, name="passkey-take"),
    path("sign-in/again/", door_factor.prove_again, name="prove-again"),
    path("sign-in/kept/", kept_words.give_back, name="kept-words"),
    path("sign-in/stay/", door.stay, name="stay"),
    path("sign-in/directory/", door_directory.begin, name="directory-begin"),
    path("sign-in/directory/answer/", door_directory.answered, name="directory-answer"),
    path("sign-out/", door.sign_out, name="sign-out"),
    path("choose-password/<str:number>/<str:token>/", door.choose_password, name="choose-password"),
    path("me/sign-in/", door_own.sign_in_page, name="own-sign-in"),
    path("me/sign-in/set-up/", door_own.set_up, name="set-up"),
    path("me/sign-in/codes/", door_own.codes, name="own-codes"),
    path("me/sign-in/passkey/", door_own.passkey, name="own-passkey"),
    path("me/sign-in/passkey/ask/", door_own.ask_new_passkey, name="own-passkey-ask"),
    path("me/sign-in/recovery/", door_own.recovery, name="own-recovery"),
    path("me/sign-in/<int:number>/take-away/", door_own.take_away, name="own-take-away"),
    path("me/sign-in/password/", door_own.password, name="own-password"),
    path("me/sign-in/browsers/", door_own.end_browsers, name="own-browsers"),
    path("settings/directory/", door_directory.groups, name="settings-directory"),
    path("settings/people/<int:number>/lost-factor/", door_directory.lost_factor, name="lost-factor"),
]
# Pages that need nobody signed in, or anybody who is.
FREE = {one.name for one in urlpatterns if not (one.name or "").startswith(("settings-", "lost-"))}
