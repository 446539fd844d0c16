// Whether bytes are text that can be read at all.
#pragma once

#include <glidepath/model/fault.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace glidepath::detail {

/// Takes a UTF-8 byte order mark off the front.
[[nodiscard]] std::string_view without_bom(std::string_view bytes) noexcept;

/// Why an input is no UTF-8 text, or nothing. Recognises what people send by mistake (workbooks,
/// UTF-16, GB18030) and names the remedy.
[[nodiscard]] std::optional<Fault> text_fault(std::string_view bytes, std::string const& name);

/// `size` bytes as `16 MiB`, rounded up to a tenth where it is not whole.
[[nodiscard]] std::string size_text(std::size_t size);

/// Why an input of `size` bytes is refused, or nothing if it is not above `limit`.
[[nodiscard]] std::optional<Fault> size_fault(std::size_t size, std::size_t limit,
                                              std::string const& name);

}  // namespace glidepath::detail
