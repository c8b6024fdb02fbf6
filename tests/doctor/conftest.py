"""A healthy instance on a healthy machine, for the doctor; each test breaks one thing."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from surveys.clocks import server_zone
from surveys.operating.doctor import Examined, examine
from surveys.settings import PROJECT, load_settings
from surveys.storage import Instance
from surveys.survey import Survey

LIMITS = (
    "Limit                     Soft Limit           Hard Limit\nMax core file size        {0}                    {0}\n"
)
NGINX = """# as Debian has it
user www-data;
error_log /var/log/nginx/error.log;
include /etc/nginx/modules-enabled/*.conf;
events { worker_connections 768; }
http {
    access_log /var/log/nginx/access.log; # everybody
    log_format "a;b" '{"c}';
    include /etc/nginx/conf.d/*.conf;
    include sites-enabled/*;
}
"""


@dataclass
class Patient:
    """The instance is real; what a machine says of itself lies in files below a root of its own."""

    examined: Examined

    def has(self, name: str, text: str) -> Path:
        path = self.examined.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def found(self, **changes: Any) -> dict[str, list[str]]:
        """What is not ok, by its subject: mark and advice."""
        lines = [line for line in examine(replace(self.examined, **changes)) if line.mark != "ok"]
        return {one.subject: [f"{x.mark} {x.advice}" for x in lines if x.subject == one.subject] for one in lines}


@pytest.fixture
def patient(instance: Instance, survey: Survey, tmp_path: Path) -> Patient:
    environment = {
        "UNSIGNED_INSTANCE": str(instance.folder),
        "UNSIGNED_SESSIONS": str(instance.sessions),
        "UNSIGNED_ADDRESS": "https://notes.example.org",
        "UNSIGNED_BEHIND_PROXY": "yes",
        "UNSIGNED_CONTROLLER": "the Diversity Office",
        "UNSIGNED_OPERATOR": "the computing group",
    }
    kept = tmp_path / "kept" / "unsigned-9999-01-01"
    kept.mkdir(parents=True)
    kept.chmod(0o700)
    settings = {**load_settings(environment), "ZONE": server_zone()}
    patient = Patient(Examined(instance, settings, backups=kept.parent, root=tmp_path / "machine"))
    patient.has("proc/self/mounts", f"/dev/vda / ext4 rw 0 0\ntmpfs {instance.sessions.resolve()} tmpfs rw 0 0\n")
    patient.has("proc/4711/cmdline", "python\0-m\0gunicorn\0--config\0deploy/gunicorn.conf.py\0app:app\0")
    patient.has("proc/4711/environ", "\0".join(f"{name}={value}" for name, value in environment.items()))
    patient.has("proc/4711/limits", LIMITS.format("0"))
    patient.has("etc/nginx/nginx.conf", NGINX)
    patient.has("etc/nginx/sites-enabled/unsigned", (PROJECT / "deploy/nginx.conf").read_text())
    number = instance.folder.stat().st_dev
    patient.has(f"sys/dev/block/{os.major(number)}:{os.minor(number)}/dm/uuid", "CRYPT-LUKS2-1234-notes")
    return patient
