"""Reading the files of a vault without following links and without trusting their sizes."""

import errno
import os
import stat
from types import TracebackType

_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENXIO)


class Absent(Exception):
    """No regular file has the name."""


class RegularFile:
    """An open regular file that is read at offsets."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.size = os.fstat(descriptor).st_size

    def read_at(self, offset: int, length: int) -> bytes:
        """Read exactly that many bytes; a file that has become shorter cannot be read."""
        parts = []
        while length > 0:
            part = os.pread(self._descriptor, length, offset)
            if not part:
                raise OSError(errno.EIO, "the file became shorter")
            parts.append(part)
            offset += len(part)
            length -= len(part)
        return b"".join(parts)

    def __enter__(self) -> "RegularFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)


class VaultFolder:
    """The folder of one vault."""

    def __init__(self, path: str) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def open(self, name: str) -> RegularFile:
        """Open the regular file that has a name of one or more parts."""
        *folders, last = name.split("/")
        parent = self._open_folder(folders)
        try:
            descriptor = _open_at(parent, last, os.O_NONBLOCK)
        finally:
            os.close(parent)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise Absent(name)
        return RegularFile(descriptor)

    def mode(self, name: str) -> int:
        """Give type and permissions of a name, or 0 when they cannot be had."""
        *folders, last = name.split("/")
        try:
            parent = self._open_folder(folders)
        except (Absent, OSError):
            return 0
        try:
            return os.stat(last, dir_fd=parent, follow_symlinks=False).st_mode
        except OSError:
            return 0
        finally:
            os.close(parent)

    def names(self, folder: str) -> list[str]:
        """List a folder in order; the vault's own folder is the empty name."""
        descriptor = self._open_folder(folder.split("/") if folder else [])
        try:
            return sorted(os.listdir(descriptor))
        finally:
            os.close(descriptor)

    def _open_folder(self, parts: list[str]) -> int:
        descriptor = os.dup(self._descriptor)
        for part in parts:
            try:
                child = _open_at(descriptor, part, os.O_DIRECTORY)
            finally:
                os.close(descriptor)
            descriptor = child
        return descriptor


def _open_at(parent: int, name: str, flags: int) -> int:
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | flags, dir_fd=parent)
    except OSError as error:
        if error.errno in _ABSENT:
            raise Absent(name) from None
        raise
