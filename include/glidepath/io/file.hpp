// Whole files in and out.
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

namespace glidepath {

/// The bytes of a file.
/// \param limit the most bytes that are read; a larger file is refused before it is read.
/// \throws InputError naming the path if it does not exist (`no_such_file`), is a directory
///         (`not_a_file`), is larger than `limit` (`too_large`) or cannot be read (`unreadable`).
[[nodiscard]] std::string read_file(std::filesystem::path const& path,
                                    std::size_t limit = std::numeric_limits<std::size_t>::max());

/// Writes a file so that it is either all there or untouched: a temporary file beside it is filled
/// and renamed over it. Keeps the permissions of a file that it replaces and follows a symbolic
/// link; what is no regular file (a pipe, /dev/stdout) is written straight.
/// \throws std::system_error naming the path if it is a directory or cannot be written; no
///         temporary file is left.
void write_file_atomically(std::filesystem::path const& path, std::string_view bytes);

}  // namespace glidepath
