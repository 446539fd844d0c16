// How types of the library cross into Python where they are no classes of their own: dates are
// datetime.date, enumerations are words, price bases their text.
#pragma once

#include "words.hpp"
#include <glidepath/model/prices.hpp>
#include <glidepath/time/date.hpp>

#include <pybind11/gil_safe_call_once.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <string_view>

namespace glidepath::python {

/// The Python class that holds the words of an enumeration.
template <class E>
[[nodiscard]] pybind11::object const& word_class() {
    namespace py = pybind11;
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<py::object> storage;
    return storage
        .call_once_and_store_result(
            [] { return py::object(py::module_::import("glidepath._words").attr(Words<E>::name)); })
        .get_stored();
}

}  // namespace glidepath::python

namespace pybind11::detail {

/// An enumeration with words is its word: a member of a StrEnum on the way out, such a member or
/// any equal string on the way in; another string is a ValueError that names those that are right.
template <class E>
struct type_caster_enum_type_enabled<E, std::enable_if_t<glidepath::python::has_words<E>>>
    : std::false_type {};

template <class E>
class type_caster<E, enable_if_t<glidepath::python::has_words<E>>> {
    using Words = glidepath::python::Words<E>;

public:
    PYBIND11_TYPE_CASTER(E, Words::type_name);

    bool load(handle source, bool) {
        if (!PyUnicode_Check(source.ptr())) return false;
        const auto word = reinterpret_borrow<str>(source).cast<std::string>();
        for (std::size_t i = 0; i < Words::words.size(); ++i) {
            if (Words::words[i] != word) continue;
            value = static_cast<E>(i);
            return true;
        }
        std::string allowed;
        for (std::string_view known : Words::words)
            allowed += (allowed.empty() ? "" : ", ") + std::string(known);
        throw value_error(std::string("no ") + Words::name + " \"" + word + "\": expected one of " +
                          allowed);
    }
    static handle cast(E word, return_value_policy, handle) {
        const std::string_view text = Words::words[static_cast<std::size_t>(word)];
        return glidepath::python::word_class<E>()(str(text.data(), text.size())).release();
    }
};

/// A price basis is its text both ways; another string is a ValueError that says what is one.
template <>
class type_caster<glidepath::PriceBasis> {
public:
    PYBIND11_TYPE_CASTER(glidepath::PriceBasis, const_name("str"));

    bool load(handle source, bool) {
        if (!PyUnicode_Check(source.ptr())) return false;
        const auto text = reinterpret_borrow<str>(source).cast<std::string>();
        const auto basis = glidepath::try_parse_price_basis(text);
        if (!basis)
            throw value_error("no price basis \"" + text +
                              "\": expected current, constant, or constant 2020");
        value = *basis;
        return true;
    }
    static handle cast(glidepath::PriceBasis const& basis, return_value_policy, handle) {
        return str(glidepath::to_string(basis)).release();
    }
};

/// datetime.date both ways; not-a-date is None.
template <>
class type_caster<glidepath::Date> {
public:
    PYBIND11_TYPE_CASTER(glidepath::Date, const_name("datetime.date"));

    bool load(handle source, bool) {
        // A datetime is a date to Python; its time of day would be lost without a word.
        if (!isinstance(source, type("date")) || isinstance(source, type("datetime"))) return false;
        const auto part = [&](char const* field) { return source.attr(field).cast<int>(); };
        value = glidepath::date(part("year"), part("month"), part("day"));
        return true;
    }
    static handle cast(glidepath::Date const& date, return_value_policy, handle) {
        if (date.is_special()) return none().release();
        const auto ymd = date.year_month_day();
        return type("date")(static_cast<int>(ymd.year), static_cast<int>(ymd.month.as_number()),
                            static_cast<int>(ymd.day.as_number()))
            .release();
    }

private:
    static object type(char const* class_name) {
        return module_::import("datetime").attr(class_name);
    }
};

}  // namespace pybind11::detail
