"""What a package is made for: a release of Debian, whose Python it uses, and a kind of processor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pip._vendor.packaging.markers import Marker

RELEASES = {"12": ("bookworm", "3.11"), "13": ("trixie", "3.13")}
"""Its number, its name and the version of its Python."""

MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
"""Debian's name of a processor, and the kernel's."""

GLIBC_MINOR = 36
"""Debian 12 has glibc 2.36, and Debian 13 a newer one."""


@dataclass(frozen=True, slots=True)
class Target:
    """One package: ``release`` and ``arch`` as Debian calls them."""

    release: str
    arch: str

    @property
    def suite(self) -> str:
        """The name of the release."""
        return RELEASES[self.release][0]

    @property
    def python(self) -> str:
        """The version of the release's Python, such as 3.11."""
        return RELEASES[self.release][1]

    @property
    def machine(self) -> str:
        """The processor as the kernel, Python and wheels call it."""
        return MACHINES[self.arch]

    @property
    def next_python(self) -> str:
        """The version behind ``python``, which is too new."""
        major, minor = self.python.split(".")
        return f"{major}.{int(minor) + 1}"

    def platforms(self) -> Iterator[str]:
        """The platform tags of wheels that run there, the newest first. Source: PEP 600."""
        for minor in range(GLIBC_MINOR, 4, -1):
            yield f"manylinux_2_{minor}_{self.machine}"
        yield from (f"{old}_{self.machine}" for old in ("manylinux2014", "manylinux2010", "manylinux1", "linux"))

    def environment(self) -> Mapping[str, str]:
        """What the markers of requirements are compared with. Source: PEP 508."""
        return {
            "implementation_name": "cpython",
            "os_name": "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_system": "Linux",
            "python_full_version": f"{self.python}.2",
            "python_version": self.python,
            "sys_platform": "linux",
        }


def requirements(lock: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The requirements of a lock file that count in ``environment``, by name: each with its hashes, without marker."""
    found: dict[str, str] = {}
    for line in lock.splitlines():
        text = line.removesuffix("\\").strip()
        if "==" in line and not line.startswith((" ", "#")):
            requirement, _, marker = text.partition(";")
            name = requirement.partition("==")[0].strip()
            counts = not marker or Marker(marker).evaluate(dict(environment))
            if counts:
                found[name] = requirement.strip()
        elif text.startswith("--hash=") and counts:
            found[name] += f" {text}"
    return found
