"""The platform's folders, by the environment alone."""

import pytest

from glossctl.files.folders import cache_folder, config_folder


def test_xdg_variables_count_before_the_home() -> None:
    environment = {"XDG_CONFIG_HOME": "/c", "XDG_CACHE_HOME": "/k", "HOME": "/h"}
    assert (config_folder(environment), cache_folder(environment)) == ("/c/glossctl", "/k/glossctl")


@pytest.mark.parametrize("value", ["", "relative", "./relative"])
def test_a_relative_or_empty_xdg_variable_is_ignored(value: str) -> None:
    environment = {"XDG_CONFIG_HOME": value, "XDG_CACHE_HOME": value, "HOME": "/h"}
    assert (config_folder(environment), cache_folder(environment)) == ("/h/.config/glossctl", "/h/.cache/glossctl")


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "relative"}])
def test_without_a_home_there_is_no_folder(environment: dict[str, str]) -> None:
    assert (config_folder(environment), cache_folder(environment)) == (None, None)


def test_macos_and_windows_have_folders_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder({"HOME": "/h"}) == "/h/Library/Caches/glossctl"
    assert config_folder({"HOME": "/h"}) == "/h/Library/Application Support/glossctl"
    monkeypatch.setattr("sys.platform", "win32")
    assert cache_folder({"LOCALAPPDATA": "/local", "HOME": "/h"}) == "/local/glossctl"
    assert config_folder({"APPDATA": "/roaming", "HOME": "/h"}) == "/roaming/glossctl"
    assert config_folder({"HOME": "/h"}) is None
