"""What one participant costs in django-survey-and-report, beside ours and the floor in the same run.

The package is not among our requirements. Install it into an environment of its own, with gunicorn, and name its
Python: `PYTHONPATH=. .venv/bin/python bench/peer_django.py PYTHON`.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.participant_flow import CHANGE, FLOWS, LIKE, cost_of_floor, cost_of_unsigned
from bench.prepared import open_survey_in
from bench.served import Server, gunicorn

ROUNDS = 3
PORT = 8213
IS_INSTALLED = """
from importlib.util import find_spec
raise SystemExit(not all(map(find_spec, ["django", "gunicorn", "survey"])))
"""
SETTINGS = """
SECRET_KEY, ALLOWED_HOSTS, ROOT_URLCONF = "peer", ["127.0.0.1"], "peer_urls"
STATIC_URL, USE_TZ, DEFAULT_AUTO_FIELD = "/static/", True, "django.db.models.AutoField"
INSTALLED_APPS = ["django.contrib." + app for app in ("auth", "contenttypes", "sessions", "messages", "staticfiles")]
INSTALLED_APPS.append("survey")
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]},
}]
DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": FOLDER + "/peer.sqlite",
    "OPTIONS": {"init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"},
}}
"""
URLS = 'from django.urls import include, path\nurlpatterns = [path("survey/", include("survey.urls"))]\n'
SURVEY = """
import django
django.setup()
from survey.models import Question, Survey
survey = Survey.objects.create(name="Yellow sticky notes", description="", need_logged_user=False)
for order, text in enumerate(["One thing I like", "One thing I would like to change"]):
    Question.objects.create(survey=survey, order=order, text=text, required=False)
"""


def main(python: str) -> None:
    if subprocess.run([python, "-c", IS_INSTALLED]).returncode:
        print(f"skipped: {python} has no django-survey-and-report or no gunicorn (pip install both there)")
        return
    rounds = [_one_round(python) for _ in range(ROUNDS)]
    floor, ours, theirs = (median(costs) for costs in zip(*rounds, strict=True))
    print(f"floor: one form, one insert                      {floor:7.2f} ms CPU   (median of {ROUNDS})")
    print(f"Unsigned: form, check, two notes stored          {ours:7.2f} ms CPU   ({ours / floor:.1f} x floor)")
    print(f"django-survey-and-report: form, sent, thanks     {theirs:7.2f} ms CPU   ({theirs / floor:.1f} x floor)")
    print(f"Unsigned beside it                               {ours / theirs:7.2f} x")


_OPTIONS = ["--preload", "--bind", f"127.0.0.1:{PORT}", "--workers", "1", "--threads", "4", "--no-control-socket"]
_OPTIONS.append("django.core.wsgi:get_wsgi_application()")


def _one_round(python: str) -> tuple[float, float, float]:
    """Fresh each time: the floor, ours, theirs; in milliseconds of processor time for one participant."""
    with tempfile.TemporaryDirectory() as folder:
        slug = open_survey_in(Path(folder) / "instance").slug
        with gunicorn(_OPTIONS, PORT, _make_project(python, Path(folder)), python) as server:
            theirs = _cost_of_peer(server)
        return cost_of_floor(folder), cost_of_unsigned(folder, slug)[0], theirs


def _make_project(python: str, folder: Path) -> dict[str, str]:
    """A project in `folder` with one survey of two questions; what its processes need in their environment."""
    (folder / "peer_settings.py").write_text(f"FOLDER = {str(folder)!r}\n{SETTINGS}")
    (folder / "peer_urls.py").write_text(URLS)
    environment = {"DJANGO_SETTINGS_MODULE": "peer_settings", "PYTHONPATH": str(folder)}
    for arguments in (["-m", "django", "migrate", "--verbosity", "0"], ["-c", SURVEY]):
        subprocess.run([python, *arguments], env=os.environ | environment, cwd=folder, check=True)
    return environment


def _cost_of_peer(server: Server) -> float:
    _flow(server)
    before = server.cpu_seconds()
    for _ in range(FLOWS):
        _flow(server)
    return 1000 * (server.cpu_seconds() - before) / FLOWS


def _flow(server: Server) -> None:
    """As a browser without cookies does it: the form, its fields with the token, and the page of thanks."""
    form, page = server.ask("GET", "/survey/1/")
    (token,) = re.findall(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
    fields = {"csrfmiddlewaretoken": token.decode(), "question_1": LIKE, "question_2": CHANGE}
    cookie = form.headers["Set-Cookie"].partition(";")[0]
    sent, _ = server.ask("POST", "/survey/1/", fields, cookie)
    thanks, _ = server.ask("GET", sent.headers["Location"], cookie=cookie)
    assert thanks.status == 200


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else sys.executable)
