// The extension module glidepath._core: the library's own classes, as immutable values.
#include "bindings.hpp"
#include "disaggregation_words.hpp"
#include "forecast_words.hpp"
#include "method_words.hpp"
#include "outlook_words.hpp"
#include "place_words.hpp"
#include "trajectory_words.hpp"
#include <glidepath/model/fault.hpp>
#include <glidepath/version.hpp>

#include <pybind11/pybind11.h>

#include <exception>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace py = pybind11;
using namespace glidepath;
using namespace glidepath::python;

namespace {

/// Looks up every word of the enumerations in its Python class.
template <class... E>
void require_words() {
    const auto look = []<class T>(std::type_identity<T>) {
        for (std::string_view word : Words<T>::words) word_class<T>()(std::string(word));
    };
    (look(std::type_identity<E>()), ...);
}

/// InputError becomes glidepath.InputError, which carries the faults; a failure of the operating
/// system becomes an OSError with its number.
void translate(std::exception_ptr thrown) {
    try {
        if (thrown) std::rethrow_exception(thrown);
    } catch (InputError const& error) {
        const py::object type = py::module_::import("glidepath._errors").attr("InputError");
        py::set_error(type, py::make_tuple(error.what(), py::cast(error.faults())));
    } catch (std::system_error const& error) {
        py::set_error(PyExc_OSError, py::make_tuple(error.code().value(), error.what()));
    }
}

}  // namespace

PYBIND11_MODULE(_core, m, py::mod_gil_not_used()) {
    m.doc() = "The compiled part of glidepath. Use the names of the package itself.";
    m.attr("__version__") = std::string(version);
    require_words<Frequency, Kind, Prices, Shape, Stat, Face, Tier, Assumption, Role, Cadence,
                  Measure, DataStatus, Status, ReasonCode, Severity, Language, Anchor, Spread,
                  NotBrokenDown, DisaggregationMethod, DisaggregationNote, Conversion, Deviations,
                  Bias, Criterion, GrowthObjective, ForecastMethod, ForecastNote, Sampling,
                  StructuralForm, NoProbability, MethodName, MethodStanding, MethodUndefined,
                  MethodDifference, MeasureUnit, ScoreBy, Unranked, Dependence, ComparedIn,
                  Likelihood, Vocabulary>();
    py::register_exception_translator(translate);
    bind_time(m);
    bind_model(m);
    bind_observations(m);
    bind_path(m);
    bind_forecast(m);
    bind_figures(m);
    bind_outlook(m);
    bind_assess(m);
    bind_backtest(m);
    bind_methods(m);
    bind_scorecard(m);
    bind_places(m);
    bind_what_if(m);
    bind_disaggregation(m);
    bind_trajectory(m);
    bind_io(m);
}
