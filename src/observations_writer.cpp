#include "observation_columns.hpp"
#include "utf8.hpp"
#include <glidepath/io/observations_io.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace glidepath {

namespace {

using namespace detail;

/// The fields of one row, in the order of the columns.
class RowWriter {
public:
    RowWriter(Plan const& plan, PlanIndex const& index, std::vector<Fault>& faults)
        : plan_(plan), index_(index), faults_(faults) {}

    [[nodiscard]] std::string write(Observation const& row) {
        const std::string value = value_text(row);
        std::string status(1, letter(row.status));
        if (row.series_break) status += 'B';
        const bool dated = !row.release_assumed && !row.released.is_special();
        const std::array<std::string, observation_columns.size()> fields{
            row.indicator,
            to_string(row.period, plan_.reporting_year),
            value,
            row.place,
            row.measure == Measure::value ? std::string() : std::string(to_string(row.measure)),
            row.unit,
            status,
            dated ? to_string(row.released) : std::string(),
            row.source,
            row.note};
        std::string line;
        for (std::string const& field : fields) {
            if (find_invalid_utf8(field) || field.find('\0') != std::string::npos)
                refuse(row, "not_utf8", "a text of the row is not UTF-8");
            line += (&field == fields.data() ? "" : ",") + csv_field(field);
        }
        return line + '\n';
    }

private:
    void refuse(Observation const& row, std::string code, std::string message) {
        faults_.push_back({std::move(code), row.where, row.indicator, std::move(message)});
    }

    /// The value in the printed unit with the printed digits.
    [[nodiscard]] std::string value_text(Observation const& row) {
        if (!std::isfinite(row.value)) {
            refuse(row, "bad_number", "the value is no number");
            return {};
        }
        const Indicator* indicator = index_.indicator(row.indicator);
        if (indicator == nullptr) {
            refuse(row, "unknown_indicator", "the plan has no such indicator");
            return {};
        }
        double printed = row.value;
        if (!row.unit.empty()) {
            const auto own = find_unit(indicator->unit, plan_.units);
            const auto unit = find_unit(row.unit, plan_.units);
            const auto converted = own && unit ? convert(row.value, *own, *unit) : std::nullopt;
            if (!converted) {
                refuse(row, "unit_mismatch",
                       "the printed unit \"" + row.unit +
                           "\" does not convert into that of the "
                           "indicator");
                return {};
            }
            printed = *converted;
        }
        std::string text = format_fixed(printed, std::clamp(row.decimals, 0, 300));
        const auto again = try_parse_number(text);
        // Conversion may leave a trace in the last bits of a double; any other loss is one.
        const double loss = again ? std::abs(again->value - printed) : std::abs(printed);
        if (loss > 1e-12 * std::abs(printed)) text = format_shortest(printed);
        return text;
    }

    Plan const& plan_;
    PlanIndex const& index_;
    std::vector<Fault>& faults_;
};

}  // namespace

std::string write_observations(Observations const& observations, Plan const& plan) {
    const PlanIndex index(plan);
    std::vector<Fault> faults;
    RowWriter writer(plan, index, faults);
    std::string text;
    for (CsvColumn const& column : observation_columns)
        text += (text.empty() ? "" : ",") + std::string(column.name);
    text += '\n';
    for (Observation const& row : observations.rows) text += writer.write(row);
    if (!faults.empty()) throw InputError(std::move(faults));
    return text;
}

}  // namespace glidepath
