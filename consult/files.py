"""Files on disk, kept by the hash of their content. Knows nothing of whose they are or who may read them."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

# What is deleted waits here first, a folder for each day. No address leads there: its name is no key.
BIN = "bin"
# Bytes of the disk that files leave free: the database may be on it, and what people write must still be stored.
LEAST_FREE_BYTES = 500 * 1024 * 1024


class NoRoom(OSError):
    """The disk is so full that files are refused; texts are still stored."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


class FolderGone(OSError):
    """The folder lost its mark while we ran: most likely the share is not mounted, and what is written is hidden."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            errno.ENODEV, "the folder lost its installation id: is it mounted?", str(folder)
        )


def key_of(content: bytes) -> str:
    """What a file with these bytes is stored under (sha256, hexadecimal)."""
    return hashlib.sha256(content).hexdigest()


class FileStore:
    """Content-addressed files under one folder. A returned key means the bytes are on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._mark_of_folder = folder / "installation-id"
        self._was_marked = self._mark_of_folder.exists()

    def save(self, content: bytes) -> str:
        """Store the bytes and return their key (sha256, hexadecimal). Saving the same bytes again is free.

        Raises FolderGone where the folder lost its installation id since this store was made, NoRoom where less than
        LEAST_FREE_BYTES would be left on the disk, and OSError.
        """
        if self._was_marked and not self._mark_of_folder.exists():
            raise FolderGone(self.folder)
        key = key_of(content)
        target = self._path(key)
        with contextlib.suppress(FileNotFoundError):
            os.utime(target)  # it is wanted again: see delete_rested
            return key
        target.parent.mkdir(parents=True, exist_ok=True)
        self.check_room(len(content))
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except OSError:  # a full disk stays full while half a file lies on it
                os.unlink(file.name)
                raise
        os.replace(file.name, target)
        _sync_folder(target.parent)
        return key

    def check_room(self, size: int) -> None:
        """Raises NoRoom where less than LEAST_FREE_BYTES would be left on the disk beside ``size`` bytes more."""
        folder = next(each for each in (self.folder, *self.folder.parents) if each.is_dir())
        if shutil.disk_usage(folder).free - size < LEAST_FREE_BYTES:
            raise NoRoom(self.folder)

    def read(self, key: str) -> bytes:
        """The stored bytes. Raises FileNotFoundError for an unknown key."""
        return self._path(key).read_bytes()

    def path(self, key: str) -> Path:
        """Where the bytes are, to be sent and never written. Raises FileNotFoundError for an unknown key."""
        path = self._path(key)
        if not path.is_file():
            raise FileNotFoundError(key)
        return path

    def has(self, key: str) -> bool:
        """Whether the bytes are on the disk. Raises FileNotFoundError for what is no key, as each of these does."""
        return self._path(key).is_file()

    def delete(self, key: str) -> None:
        """Remove the bytes; removing what is gone is no error. Raises FileNotFoundError for what is no key."""
        self._path(key).unlink(missing_ok=True)

    def delete_rested(self, key: str, *, since: datetime) -> bool:
        """Remove the bytes unless somebody saved them again after ``since``; whether they were removed."""
        aside = self._path(key).with_suffix(".rested")
        if not self._move_rested(key, aside, since):
            return False
        aside.unlink()
        return True

    def put_into_bin(self, key: str, day: date, *, since: datetime) -> bool:
        """Move the bytes into the day's bin unless somebody saved them again after ``since``; whether they were."""
        target = self._in_bin(day, key)
        target.parent.mkdir(parents=True, exist_ok=True)
        return self._move_rested(key, target, since)

    def take_from_bin(self, key: str, day: date) -> None:
        """Put the bytes back where they were. Raises FileNotFoundError when they are not in that bin."""
        target = self._path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self._in_bin(day, key), target)

    def bins(self) -> list[date]:
        """The days that have a bin, the oldest first."""
        folders = (self.folder / BIN).iterdir() if (self.folder / BIN).is_dir() else ()
        return sorted(date.fromisoformat(each.name) for each in folders if _is_day(each.name))

    def keys_in_bin(self, day: date) -> list[str]:
        """The keys of all bytes in a day's bin."""
        found = (self.folder / BIN / day.isoformat()).glob("??/*")
        return sorted(each.name for each in found if _is_key(each.name))

    def empty_bin(self, day: date) -> None:
        """Remove a day's bin with all that is in it."""
        shutil.rmtree(self.folder / BIN / day.isoformat())

    def _in_bin(self, day: date, key: str) -> Path:
        return self.folder / BIN / day.isoformat() / self._path(key).relative_to(self.folder)

    def _move_rested(self, key: str, aside: Path, since: datetime) -> bool:
        """Whether the bytes could be moved ``aside``, having rested there or where they were."""
        path = self._path(key)
        try:
            if path.stat().st_mtime >= since.timestamp():
                return False
            # Who saves the bytes from here on writes them anew, and who did just now is seen.
            os.replace(path, aside)
        except FileNotFoundError:
            return False
        if aside.stat().st_mtime >= since.timestamp():
            os.replace(aside, path)
            return False
        return True

    def shelves(self) -> list[str]:
        """The parts the store is kept in; ask each for its keys."""
        if not self.folder.is_dir():
            return []
        return sorted(each.name for each in self.folder.iterdir() if len(each.name) == 2)

    def keys(self, shelf: str) -> list[str]:
        """The keys of all bytes on a shelf. What is being written has none yet."""
        return sorted(each.name for each in (self.folder / shelf).iterdir() if _is_key(each.name))

    def mark(self, key: str, now: datetime) -> datetime:
        """Note that the bytes are of no use; since when that is noted."""
        mark = self._mark(key)
        if not mark.exists():
            mark.parent.mkdir(exist_ok=True)
            mark.touch()
            os.utime(mark, (now.timestamp(), now.timestamp()))
        return datetime.fromtimestamp(mark.stat().st_mtime, UTC)

    def unmark(self, key: str) -> None:
        """Forget that it was noted."""
        self._mark(key).unlink(missing_ok=True)

    def _mark(self, key: str) -> Path:
        return self.folder / "unneeded" / self._path(key).name

    def _path(self, key: str) -> Path:
        if not _is_key(key):
            raise FileNotFoundError(key)
        return self.folder / key[:2] / key


def _is_key(name: str) -> bool:
    return len(name) == 64 and name.isalnum()


def _is_day(name: str) -> bool:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(name).isoformat() == name
    return False


def _sync_folder(folder: Path) -> None:
    """Make a rename durable: without this a crash may forget the new name."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
