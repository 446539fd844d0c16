#include "encoding.hpp"
#include <glidepath/io/file.hpp>
#include <glidepath/model/fault.hpp>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace glidepath {

namespace {

namespace fs = std::filesystem;

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void refuse(fs::path const& path, std::string code, std::string message) {
    throw InputError({{std::move(code), {path.string(), 0, 0}, {}, std::move(message)}});
}

[[noreturn]] void cannot_write(fs::path const& path, std::error_code error) {
    throw std::system_error(error, path.string() + " cannot be written");
}

std::error_code last_error() { return {errno, std::generic_category()}; }

/// Writes all bytes and closes; the error that happened, if one did. Errors of a full disk may only
/// show when the file is closed.
std::error_code write_all(File file, std::string_view bytes) {
    errno = 0;
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    const std::error_code error = written ? std::error_code() : last_error();
    const bool closed = std::fclose(file.release()) == 0;
    if (!written) return error;
    return closed ? std::error_code() : last_error();
}

/// A new file beside `path`, and its name.
std::pair<File, fs::path> temporary_beside(fs::path const& path) {
    for (int attempt = 0; attempt < 1000; ++attempt) {
        fs::path name = path;
        name += "." + std::to_string(attempt) + ".tmp";
        // "x": fails rather than opens a file that another writer has just made.
        errno = 0;
        if (File file{std::fopen(name.string().c_str(), "wbx")})
            return {std::move(file), std::move(name)};
        if (errno != EEXIST) break;
    }
    cannot_write(path, last_error());
}

}  // namespace

std::string read_file(fs::path const& path, std::size_t limit) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found)
        refuse(path, "no_such_file", "there is no such file");
    if (status.type() == fs::file_type::directory)
        refuse(path, "not_a_file", "this is a directory; name a file in it");
    const auto check = [&](std::size_t size) {
        if (auto fault = detail::size_fault(size, limit, path.string()))
            throw InputError({std::move(*fault)});
    };
    // Pipes have no size: what comes out of them is counted while it is read.
    if (const auto size = fs::file_size(path, error); !error) check(static_cast<std::size_t>(size));

    errno = 0;
    const File file{std::fopen(path.string().c_str(), "rb")};
    if (!file) refuse(path, "unreadable", "the file cannot be read: " + last_error().message());
    std::string bytes;
    std::array<char, 1 << 16> block;
    while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get())) {
        bytes.append(block.data(), got);
        check(bytes.size());
    }
    if (std::ferror(file.get()) != 0)
        refuse(path, "unreadable", "the file cannot be read: " + last_error().message());
    return bytes;
}

void write_file_atomically(fs::path const& path, std::string_view bytes) {
    std::error_code error;
    const fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
    const fs::file_status status = fs::status(target, error);
    if (status.type() == fs::file_type::directory)
        cannot_write(path, std::make_error_code(std::errc::is_a_directory));
    const bool exists = fs::exists(status);
    if (exists && !fs::is_regular_file(status)) {
        errno = 0;
        File file{std::fopen(target.string().c_str(), "wb")};
        if (!file) cannot_write(path, last_error());
        if (const auto failed = write_all(std::move(file), bytes)) cannot_write(path, failed);
        return;
    }

    auto [file, temporary] = temporary_beside(target);
    std::error_code failed = write_all(std::move(file), bytes);
    if (!failed && exists) fs::permissions(temporary, status.permissions(), failed);
    if (!failed) fs::rename(temporary, target, failed);
    if (failed) {
        fs::remove(temporary, error);
        cannot_write(path, failed);
    }
}

}  // namespace glidepath
