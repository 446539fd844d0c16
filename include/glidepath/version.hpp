// The version of the library: CMake and the Python package read it from here.
#pragma once

#include <string_view>

namespace glidepath {

inline constexpr int version_major = 0;
inline constexpr int version_minor = 1;
inline constexpr int version_patch = 0;

/// Semantic version, "major.minor.patch".
inline constexpr std::string_view version = "0.1.0";

}  // namespace glidepath
