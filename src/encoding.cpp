#include "encoding.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <array>

namespace glidepath::detail {

namespace {

/// Whether the bytes have the structure of GB18030 (and so of GBK and GB2312): lead bytes 81 to FE,
/// followed by one byte 40 to FE, or by a digit, a lead byte and another digit.
bool looks_like_gb18030(std::string_view bytes) noexcept {
    const auto byte = [&](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const auto lead = [](unsigned b) { return b >= 0x81 && b <= 0xFE; };
    const auto digit = [](unsigned b) { return b >= 0x30 && b <= 0x39; };
    for (std::size_t i = 0; i < bytes.size();) {
        if (byte(i) < 0x80) {
            i += 1;
            continue;
        }
        const unsigned second = byte(i + 1);
        const bool two = lead(byte(i)) && second >= 0x40 && second <= 0xFE && second != 0x7F;
        const bool four = lead(byte(i)) && digit(second) && lead(byte(i + 2)) && digit(byte(i + 3));
        if (!two && !four) return false;
        i += two ? 2 : 4;
    }
    return true;
}

/// Line and column of a byte; what stands before it is UTF-8.
Location location_of(std::string_view bytes, std::size_t offset, std::string const& name) {
    const std::string_view before = bytes.substr(0, offset);
    const std::size_t newline = before.rfind('\n');
    const std::string_view line =
        newline == std::string_view::npos ? before : before.substr(newline + 1);
    return {name, static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
            count_characters(line) + 1};
}

}  // namespace

std::string_view without_bom(std::string_view bytes) noexcept {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return bytes;
}

std::optional<Fault> text_fault(std::string_view bytes, std::string const& name) {
    const Location file{name, 0, 0};
    if (bytes.starts_with("PK\x03\x04"))
        return Fault{"binary",
                     file,
                     {},
                     "a workbook or another zip archive, not a text file; save the sheet as "
                     "\"CSV UTF-8\" and give that file"};
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return Fault{"not_utf8",
                     file,
                     {},
                     "the file is UTF-16; convert it to UTF-8: iconv -f UTF-16 -t UTF-8"};
    bytes = without_bom(bytes);
    if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos)
        return Fault{"binary",
                     file,
                     {},
                     "not a text file: byte " + std::to_string(nul + 1) +
                         " is NUL; give a text file in UTF-8"};
    const auto invalid = find_invalid_utf8(bytes);
    if (!invalid) return std::nullopt;

    constexpr std::string_view hex = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(bytes[*invalid]);
    const std::size_t newline = bytes.substr(0, *invalid).rfind('\n');
    const std::size_t in_line =
        newline == std::string_view::npos ? *invalid : *invalid - newline - 1;
    const Location where = location_of(bytes, *invalid, name);
    std::string message = "not UTF-8: byte " + std::to_string(in_line + 1) + " of line " +
                          std::to_string(where.line) + " is 0x" + hex[value >> 4U] +
                          hex[value & 0xFU];
    if (looks_like_gb18030(bytes))
        message += "; the file looks like GB18030 (GBK): convert it by iconv -f GB18030 -t UTF-8, "
                   "or use the glidepath command, which does so itself";
    else message += "; save the file as UTF-8";
    return Fault{"not_utf8", where, {}, message};
}

std::string size_text(std::size_t size) {
    struct Unit {
        std::size_t bytes;
        const char* name;
    };
    constexpr std::array units{Unit{std::size_t{1} << 30, " GiB"},
                               Unit{std::size_t{1} << 20, " MiB"},
                               Unit{std::size_t{1} << 10, " KiB"}};
    for (Unit const& unit : units) {
        if (size < unit.bytes) continue;
        const std::size_t tenths = size % unit.bytes * 10 / unit.bytes + (size % unit.bytes != 0);
        const std::size_t whole = size / unit.bytes + tenths / 10;
        return std::to_string(whole) +
               (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : std::string()) + unit.name;
    }
    return std::to_string(size) + " bytes";
}

std::optional<Fault> size_fault(std::size_t size, std::size_t limit, std::string const& name) {
    if (size <= limit) return std::nullopt;
    return Fault{"too_large",
                 {name, 0, 0},
                 {},
                 "the file is larger than this reader takes: " + size_text(size) + ", at most " +
                     size_text(limit) + "; split it"};
}

}  // namespace glidepath::detail
