"""Posts and videos of other sites, known by their addresses; a reader loads one with a click, never before."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Embed:
    """One post elsewhere: who shows it, its own address, and the address of its player (empty: link only)."""

    provider: str
    address: str
    frame: str = ""


def recognise(address):
    """Return the Embed that stands at the address, or None. Hosts are compared whole, ids letter by letter."""
    try:
        parts = urlsplit(address.strip())
        finder = HOSTS.get(parts.hostname) if parts.scheme in ("http", "https") and not parts.port else None
    except ValueError:
        return None
    return finder(parts) if finder else None


def _youtube(parts):
    if parts.hostname == "youtu.be":
        video = parts.path[1:]
    elif parts.path == "/watch":
        video = parse_qs(parts.query).get("v", [""])[0]
    else:
        video = re.sub(r"^/(shorts|live|embed)/", "", parts.path)
    if not re.fullmatch(r"[\w-]{11}", video, re.ASCII):
        return None
    frame = f"https://www.youtube-nocookie.com/embed/{video}?autoplay=1"
    return Embed("YouTube", f"https://www.youtube.com/watch?v={video}", frame)


def _telegram(parts):
    found = re.fullmatch(r"/(?:s/)?(\w{4,32}/\d{1,10})/?", parts.path, re.ASCII)
    if not found:
        return None
    post = f"https://t.me/{found[1]}"
    return Embed("Telegram", post, f"{post}?embed=1")


def _instagram(parts):
    found = re.fullmatch(r"/(?:[\w.]{1,30}/)?(p|reel|tv)/([\w-]{5,40})/?", parts.path, re.ASCII)
    if not found:
        return None
    post = f"https://www.instagram.com/{found[1]}/{found[2]}/"
    return Embed("Instagram", post, f"{post}embed/")


def _vk(parts):
    listed = parse_qs(parts.query).get("z", [""])[0].split("/")[0]
    found = re.fullmatch(r"/?(video|clip|wall)(-?\d{1,12})_(\d{1,12})", listed or parts.path, re.ASCII)
    if not found:
        return None
    kind, owner, number = found.groups()
    frame = "" if kind == "wall" else f"https://vk.com/video_ext.php?oid={owner}&id={number}&autoplay=1"
    return Embed("VK", f"https://vk.com/{kind}{owner}_{number}", frame)


def _x(parts):
    found = re.fullmatch(r"/(\w{1,15})/status/(\d{1,20})(?:/.*)?", parts.path, re.ASCII)
    if not found:
        return None
    frame = f"https://platform.twitter.com/embed/Tweet.html?id={found[2]}&dnt=true"
    return Embed("X", f"https://x.com/{found[1]}/status/{found[2]}", frame)


HOSTS = {
    "youtube.com": _youtube,
    "www.youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "youtu.be": _youtube,
    "www.youtube-nocookie.com": _youtube,
    "t.me": _telegram,
    "telegram.me": _telegram,
    "instagram.com": _instagram,
    "www.instagram.com": _instagram,
    "vk.com": _vk,
    "m.vk.com": _vk,
    "vk.ru": _vk,
    "vkvideo.ru": _vk,
    "x.com": _x,
    "www.x.com": _x,
    "twitter.com": _x,
    "www.twitter.com": _x,
    "mobile.twitter.com": _x,
}
