"""sectune fetch: a base model's files from its hub, at the pinned commit, every byte checked; safetensors and JSON only.

HF_TOKEN (for gated models), HF_ENDPOINT (a mirror) and HF_HUB_OFFLINE are heeded. What a broken download left is taken up again.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from stages.core.errors import UserError
from stages.core.files import read_text, sha256_file, write_text
from stages.prompting.catalog import CATALOG, Profile, check_files, load_profile

# in the top folder alone: other folders hold other forms of the same weights, and so does "consolidated"
WANTED = re.compile(r"(?!consolidated)[^/]+\.(safetensors|json|jinja)|(LICEN[CS]E|NOTICE|USE_POLICY)[^/]*")


def fetch(name: str, pin: bool) -> int:
    """Fill models/<name>/; `pin` writes the newest commit into an entry without one. Raises UserError, leaving nothing half."""
    profile = load_profile(name)
    if not profile.hub:
        raise UserError(f"{CATALOG}:{name}: no hub; its files are part of this repository, or put into {profile.folder}/ by hand")
    if not profile.revision and not pin:
        raise UserError(
            f"{CATALOG}:{name}: no revision; `sectune fetch {name} --pin` writes the newest commit into the entry, "
            f"or put the files into {profile.folder}/"
        )
    with _told(profile):
        revision = profile.revision or _newest(profile)
        files = _listing(profile, revision)
        scratch = profile.folder.with_name(f".{name}.tmp")
        _hub().snapshot_download(profile.hub, revision=revision, local_dir=scratch, allow_patterns=sorted(files))
    for path, facts in sorted(files.items()):
        _check(scratch / path, facts)
    check_files(profile, scratch)
    shutil.rmtree(scratch / ".cache", ignore_errors=True)
    shutil.rmtree(profile.folder, ignore_errors=True)
    scratch.replace(profile.folder)
    if not profile.revision:
        _pin(profile, revision)
    size = sum(facts.size for facts in files.values())
    print(
        f"{profile.folder}: {len(files)} files, {size / 1e9:.2f} GB, {profile.hub} at {revision[:12]}, licence {profile.licence}"
    )
    return 0


def _hub() -> Any:
    from huggingface_hub import HfApi

    return HfApi(endpoint=os.environ.get("HF_ENDPOINT") or None)


def _newest(profile: Profile) -> str:
    return str(_hub().model_info(profile.hub).sha)


def _listing(profile: Profile, revision: str) -> dict[str, Any]:
    """{path: what the hub knows of the file} of the wanted ones. Raises UserError when no weights are among them."""
    known = _hub().model_info(profile.hub, revision=revision, files_metadata=True).siblings
    files = {file.rfilename: file for file in known if WANTED.fullmatch(file.rfilename)}
    if not any(path.endswith(".safetensors") for path in files):
        raise UserError(
            f"{profile.hub} at {revision[:12]}: no *.safetensors; pickled weights are not loaded, choose another revision"
        )
    return files


def _check(path: Path, facts: Any) -> None:
    """The file is the one the hub listed: by sha256 where it is stored as a large file, else by its name in git."""
    if not path.is_file() or path.stat().st_size != facts.size:
        raise UserError(f"{path}: not {facts.size:,} bytes long as the hub says; remove {path.parent} and repeat")
    if facts.lfs is not None:
        same = sha256_file(path) == facts.lfs.sha256
    else:
        body = path.read_bytes()
        same = hashlib.sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest() == facts.blob_id
    if not same:
        raise UserError(f"{path}: other bytes than the hub says; remove {path.parent} and repeat")


def _pin(profile: Profile, revision: str) -> None:
    """Write the commit below the entry's hub; no other byte of the catalog changes."""
    line = f"  hub: {profile.hub}\n"
    head, entry, rest = read_text(CATALOG).partition(f"\n{profile.name}:\n")
    write_text(CATALOG, head + entry + rest.replace(line, f"{line}  revision: {revision}\n", 1))
    print(f"{CATALOG}: {profile.name} pinned at {revision}; see `git diff {CATALOG}`")


@contextmanager
def _told(profile: Profile) -> Iterator[None]:
    """What the hub or the network says, in one line with a way on."""
    from huggingface_hub.errors import GatedRepoError, OfflineModeIsEnabled, RepositoryNotFoundError, RevisionNotFoundError
    from huggingface_hub.errors import HTTPError as Unreachable  # type: ignore[attr-defined]  # of the library it speaks through

    place = f"{profile.hub} at {profile.revision[:12] or 'its newest commit'}"
    try:
        yield
    except GatedRepoError as error:
        raise UserError(
            f"{place}: gated; accept its licence on the model's page and set HF_TOKEN to a token that may read it"
        ) from error
    except RevisionNotFoundError as error:
        raise UserError(f"{place}: the hub has no such commit; correct revision in {CATALOG}:{profile.name}") from error
    except RepositoryNotFoundError as error:
        raise UserError(
            f"{place}: no such model, or HF_TOKEN may not read it; correct hub in {CATALOG}:{profile.name}"
        ) from error
    except OfflineModeIsEnabled as error:
        raise UserError(f"{place}: HF_HUB_OFFLINE is set; unset it, or put the files into {profile.folder}/") from error
    except (Unreachable, OSError) as error:
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise UserError(
            f"{place}: could not be fetched ({why}); connect to the network, set HF_ENDPOINT to a mirror, "
            f"or put the files into {profile.folder}/"
        ) from error
