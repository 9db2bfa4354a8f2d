"""Where a report or an export goes, and what becomes of the former one."""

import os
import resource
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest

from gte.common.errors import BadInput
from gte.common.output import write_output


@contextmanager
def room_for(size):
    """As on a disk with only so many bytes left: what goes beyond is refused by the system."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)


def write(path, content=b"new"):
    write_output(path, [content], what="The report")


def refusal(path, content=b"new"):
    with pytest.raises(BadInput) as caught:
        write(path, content)
    return str(caught.value)


def test_write_output_makes_a_file_like_any_other(tmp_path):
    write(tmp_path / "a.pdf")
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert (tmp_path / "a.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_write_output_keeps_the_mode_of_the_former_file(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"former")
    path.chmod(0o640)
    write(path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


def test_write_output_follows_a_link(tmp_path):
    (tmp_path / "real.pdf").write_bytes(b"former")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    write(tmp_path / "link.pdf")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


def test_write_output_leaves_the_former_file_when_the_disk_is_full(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"former")
    with room_for(10):
        sentence = refusal(path, b"n" * 1000)
    assert sentence == f"The report cannot be written to {path}: file too large."
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_write_output_leaves_the_former_file_when_the_rest_never_comes(tmp_path):
    def chunks():
        yield b"new"
        raise RuntimeError("the database went away")

    path = tmp_path / "a.pdf"
    path.write_bytes(b"former")
    with pytest.raises(RuntimeError):
        write_output(path, chunks(), what="The report")
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_write_output_says_that_a_device_is_full():
    sentence = "The report cannot be written to /dev/full: no space left on device."
    assert refusal(Path("/dev/full")) == sentence
    assert Path("/dev/full").is_char_device()


def test_write_output_says_that_a_folder_is_missing(tmp_path):
    path = tmp_path / "none" / "a.pdf"
    sentence = f"The report cannot be written to {path}: there is no folder {path.parent}."
    assert refusal(path) == sentence


def test_write_output_says_that_the_path_is_a_folder(tmp_path):
    assert refusal(tmp_path) == f"The report cannot be written to {tmp_path}: it is a folder."


def test_write_output_says_that_the_folder_is_a_file(tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "a.pdf"
    assert refusal(path) == f"The report cannot be written to {path}: not a directory."


def test_write_output_says_that_the_system_forbids_it():
    # Where nobody may make a file, not even the administrator.
    sentence = "The report cannot be written to /sys/a.pdf: permission denied."
    assert refusal(Path("/sys/a.pdf")) == sentence


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_write_output_leaves_a_protected_file_alone(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"former")
    path.chmod(0o444)
    assert refusal(path) == f"The report cannot be written to {path}: permission denied."
    assert path.read_bytes() == b"former"


def test_write_output_says_that_the_name_is_too_long(tmp_path):
    path = tmp_path / ("n" * 300)
    assert refusal(path) == f"The report cannot be written to {path}: file name too long."
    assert list(tmp_path.iterdir()) == []
