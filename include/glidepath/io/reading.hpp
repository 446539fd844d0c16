// What reading an input gives: a value, or all that is wrong with the input.
#pragma once

#include <glidepath/model/fault.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace glidepath {

/// The result of a reader. Readers never throw for what stands in an input: faults come back as
/// values, all of them at once, so that a user corrects a file in one go.
template <class T>
struct [[nodiscard]] Reading {
    std::optional<T> value;     ///< Nothing if the input cannot be used.
    std::vector<Fault> faults;  ///< Why not; in the order of the input.

    /// Whether there is a value.
    [[nodiscard]] explicit operator bool() const noexcept { return value.has_value(); }

    /// Takes the value out. \throws InputError with all faults if there is none.
    [[nodiscard]] T take() && {
        if (!value) throw InputError(std::move(faults));
        return std::move(*value);
    }
};

}  // namespace glidepath
