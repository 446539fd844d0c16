#include "number_problem.hpp"
#include "observation_columns.hpp"
#include "text_values.hpp"
#include <glidepath/io/file.hpp>
#include <glidepath/io/observations_io.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

namespace glidepath {

namespace {

using namespace detail;
using C = ObservationColumn;

/// What a cell says if there is no figure.
bool no_figure(std::string_view cell) noexcept {
    return cell.empty() || cell == "/" || cell == "-" || cell == "—";
}

/// The standing of a figure as a cell gives it: a letter, with B behind it at a break, or a word.
std::optional<std::pair<DataStatus, bool>> read_status(std::string_view cell) {
    constexpr std::array all{DataStatus::final, DataStatus::revised, DataStatus::provisional,
                             DataStatus::estimated};
    const bool series_break = cell.ends_with('B');
    const std::string_view standing = cell.substr(0, cell.size() - (series_break ? 1 : 0));
    if (standing.empty()) return std::pair(DataStatus::final, series_break);
    for (DataStatus status : all)
        if (standing == std::string_view(std::array{letter(status)}.data(), 1) ||
            (!series_break && standing == to_string(status)))
            return std::pair(status, series_break);
    return std::nullopt;
}

/// A day, or the last day of a month.
std::optional<Date> read_release(std::string_view cell) {
    if (cell.size() != 7) return try_parse_date(cell);
    const auto month = try_parse_period(cell);
    if (!month || month->frequency() != Frequency::monthly) return std::nullopt;
    return month->last_day();
}

/// The indicators of a plan by what tables call them.
class IndicatorNames {
public:
    using Meant = std::vector<Indicator const*>;

    explicit IndicatorNames(Plan const& plan) {
        for (Indicator const& indicator : plan.indicators) {
            words_.push_back(indicator.id);
            ids_.emplace(indicator.id, Meant{&indicator});
            add(indicator.name.zh, indicator);
            add(indicator.name.en, indicator);
            for (std::string const& alias : indicator.aliases) add(alias, indicator);
        }
    }
    /// The indicators that may be meant: one, if the cell is right.
    [[nodiscard]] Meant const& find(std::string_view cell) const {
        if (const auto at = ids_.find(cell); at != ids_.end()) return at->second;
        const auto at = names_.find(cell);
        return at != names_.end() ? at->second : nobody_;
    }
    /// Everything an indicator can be called, in the order of the plan.
    [[nodiscard]] std::vector<std::string_view> const& words() const noexcept { return words_; }

private:
    void add(std::string_view name, Indicator const& indicator) {
        if (name.empty()) return;
        words_.push_back(name);
        Meant& meant = names_[name];
        if (meant.empty() || meant.back() != &indicator) meant.push_back(&indicator);
    }
    std::vector<std::string_view> words_;
    std::unordered_map<std::string_view, Meant> ids_;
    std::unordered_map<std::string_view, Meant> names_;
    Meant nobody_;
};

/// Reads the rows of one table.
class ObservationsReader {
public:
    ObservationsReader(std::string_view bytes, std::string const& name, Plan const& plan)
        : name_(name), plan_(plan), table_(bytes, name, observation_columns), names_(plan) {}

    Reading<Observations> run() && {
        if (auto faults = table_.open(observations_size_limit); !faults.empty())
            return {std::nullopt, std::move(faults)};
        std::vector<Observation> rows;
        for (std::size_t count = 0; table_.next(); ++count) {
            if (count == observations_row_limit)
                return refuse("too_large", "the table has more than " +
                                               std::to_string(observations_row_limit) +
                                               " rows; split it");
            if (rejected_.size() > observations_fault_limit)
                return refuse("too_many_faults",
                              "more than " + std::to_string(observations_fault_limit) +
                                  " faults; is this the table of another plan? The first: " +
                                  to_string(rejected_.front()));
            if (auto row = read_row()) rows.push_back(*std::move(row));
        }
        Observations observations = make_observations(std::move(rows), plan_);
        auto& all = observations.rejected;
        all.insert(all.end(), std::make_move_iterator(rejected_.begin()),
                   std::make_move_iterator(rejected_.end()));
        std::stable_sort(all.begin(), all.end(), [](Fault const& a, Fault const& b) {
            return std::pair(a.where.line, a.where.column) <
                   std::pair(b.where.line, b.where.column);
        });
        return {std::move(observations), {}};
    }

private:
    [[nodiscard]] Reading<Observations> refuse(std::string code, std::string message) const {
        return {std::nullopt, {{std::move(code), {name_, 0, 0}, {}, std::move(message)}}};
    }
    [[nodiscard]] std::string_view cell(std::size_t column) const { return table_.cell(column); }

    /// Reports a cell. \return false, for `return reject(...)`
    bool reject(std::size_t column, std::string code, std::string const& problem) {
        rejected_.push_back({std::move(code), table_.field(column), std::string(subject()),
                             std::string(observation_columns[column].name) + ": " + problem});
        return false;
    }
    [[nodiscard]] std::string_view subject() const {
        return indicator_ != nullptr ? std::string_view(indicator_->id) : std::string_view();
    }

    /// The observation of the current row; nothing if it has no figure or was rejected.
    std::optional<Observation> read_row() {
        indicator_ = nullptr;
        if (auto fault = table_.row_fault()) {
            rejected_.push_back(std::move(*fault));
            return std::nullopt;
        }
        if (no_figure(cell(C::value))) return std::nullopt;

        Observation row;
        // Every cell is looked at, so that all faults of a row come at once; the rules between
        // cells need all of them.
        bool good = read_indicator();
        good = read_text(C::period, row.period) && good;
        good = read_text(C::measure, row.measure) && good;
        good = read_value(row) && good;
        good = read_standing(row) && good;
        good = read_released(row) && good;
        if (!good) return std::nullopt;
        good = check_period(row);
        good = read_unit(row) && good;
        if (!good || !check_value(row)) return std::nullopt;

        row.indicator = indicator_->id;
        if (cell(C::place) != plan_.place) row.place = cell(C::place);
        row.source = table_.text(C::source);
        row.note = table_.text(C::note);
        row.where = table_.row();
        return row;
    }

    bool read_indicator() {
        const std::string_view name = cell(C::indicator);
        IndicatorNames::Meant const& meant = names_.find(name);
        if (meant.size() == 1) {
            indicator_ = meant.front();
            return true;
        }
        if (meant.empty())
            return reject(C::indicator, "unknown_indicator",
                          shown(name) + " is no indicator of the plan" +
                              suggested_indicators_.of(name, names_.words()));
        std::string ids;
        for (Indicator const* one : meant) ids += (ids.empty() ? "" : ", ") + one->id;
        return reject(C::indicator, "ambiguous_indicator",
                      shown(name) + " may be any of " + ids + "; write the id");
    }

    /// A cell with a text form; blank leaves the member as it is, unless the column is required.
    template <class T>
    bool read_text(std::size_t column, T& into) {
        if (cell(column).empty() && !observation_columns[column].required) return true;
        auto result = TextForm<T>::read(cell(column), plan_.reporting_year);
        if (!result.value) return reject(column, result.code, result.problem);
        into = *result.value;
        return true;
    }

    bool read_value(Observation& row) {
        const auto number = try_parse_number(cell(C::value));
        if (!number) return reject(C::value, "bad_number", number_problem(cell(C::value)));
        row.value = number->value;
        row.decimals = number->decimals;
        row.half_unit = half_unit(number->decimals);
        return true;
    }

    bool read_standing(Observation& row) {
        const auto standing = read_status(cell(C::status));
        if (!standing)
            return reject(C::status, "bad_value",
                          shown(cell(C::status)) +
                              " is none of A (final), R (revised), P (provisional), E (estimated), "
                              "each with B behind it at a break of the series, or B alone");
        std::tie(row.status, row.series_break) = *standing;
        return true;
    }

    bool read_released(Observation& row) {
        if (cell(C::released).empty()) return true;
        const auto date = read_release(cell(C::released));
        if (!date)
            return reject(C::released, "bad_value",
                          shown(cell(C::released)) +
                              " is no date; write it as 2024-01-31, or 2024-01 for its last day");
        row.released = *date;
        return true;
    }

    /// Whether period, measure and release fit each other and the indicator.
    bool check_period(Observation const& row) {
        const auto measure = std::string(to_string(row.measure));
        const Kind kind = indicator_->kind;
        if (!row.released.is_special() && row.released < row.period.first_day())
            return reject(C::released, "dates",
                          to_string(row.released) + " is before the period " +
                              to_string(row.period, plan_.reporting_year) + " has begun");
        if (kind == Kind::milestone && row.measure != Measure::value)
            return reject(C::measure, "illegal_measure",
                          "a milestone has no " + measure + "; it is done (1) or not (0)");
        if (is_ytd(row.measure)) return check_year_to_date(row, measure);
        if (row.period.single()) return true;
        if (kind == Kind::stock && row.measure == Measure::value)
            return reject(C::period, "illegal_period",
                          "a stock is a value at the end of a period: name the period alone, such "
                          "as " +
                              to_string(row.period.last(), plan_.reporting_year));
        if (kind == Kind::milestone)
            return reject(C::period, "illegal_period",
                          "a milestone is done in one period: name that period alone");
        if (row.measure == Measure::growth &&
            row.period.last_day() >= add_days(row.period.first_day(), 366))
            return reject(C::period, "illegal_period",
                          "growth compares with the same period a year earlier, so the window "
                          "cannot be longer than a year");
        return true;
    }

    bool check_year_to_date(Observation const& row, std::string const& measure) {
        if (indicator_->kind == Kind::stock)
            return reject(C::measure, "illegal_measure",
                          "a stock has no " + measure +
                              ": its value at the end of the period is a "
                              "value");
        if (!row.period.single())
            return reject(C::period, "illegal_period",
                          measure + " is told by the last period of the span alone, such as " +
                              to_string(row.period.last(), plan_.reporting_year));
        const Period last = row.period.last();
        const int width = months_in(last.frequency());
        if (width == 0 || width == 12)
            return reject(C::period, "illegal_period",
                          measure + " needs a half-year, a quarter or a month, not " +
                              shown(cell(C::period)) +
                              (width == 12 ? "; for a whole year leave out " + measure.substr(0, 3)
                                           : std::string()));
        if ((plan_.reporting_year.start_month - 1) % width != last.phase())
            return reject(C::period, "illegal_period",
                          shown(cell(C::period)) +
                              " is no part of the plan's reporting year, which "
                              "starts in month " +
                              std::to_string(plan_.reporting_year.start_month));
        return true;
    }

    /// Converts the value to the indicator's unit.
    bool read_unit(Observation& row) {
        const std::string_view printed = cell(C::unit);
        printed_scale_ = 1;
        if (row.measure == Measure::rank)
            return printed.empty() ||
                   reject(C::unit, "unit_mismatch", "a rank has no unit; leave the cell blank");
        if (row.measure != Measure::value && row.measure != Measure::ytd)
            return printed.empty() || printed == "%" ||
                   reject(C::unit, "unit_mismatch",
                          std::string(to_string(row.measure)) + " is in percent, not in " +
                              shown(printed) + "; leave the cell blank or write %");
        const auto own = unit(indicator_->unit);
        if (own) printed_scale_ = own->scale;
        if (printed.empty() || printed == indicator_->unit) return true;
        const auto from = unit(printed);
        if (!from)
            return reject(C::unit, "unknown_unit",
                          shown(printed) + " is no unit of the catalogue or the plan" +
                              suggested_units_.of(printed, unit_labels()));
        const auto value =
            own ? convert(Printed{row.value, row.decimals}, *from, *own) : std::nullopt;
        if (!value)
            return reject(
                C::unit, "unit_mismatch",
                "the figure is in " + std::string(printed) + ", but " + indicator_->id +
                    (own ? " is in " + indicator_->unit + ", which measures something else"
                         : " has no unit"));
        if (!std::isfinite(*value))
            return reject(C::value, "bad_number", "the number is too large");
        printed_scale_ = from->scale;
        row.value = *value;
        row.half_unit = *convert(row.half_unit, *from, *own);
        row.unit = printed;
        return true;
    }

    /// Whether the indicator can have the value.
    bool check_value(Observation const& row) {
        const std::string_view printed = cell(C::value);
        if (row.measure == Measure::rank)
            return (row.value >= 1 && row.decimals == 0) ||
                   reject(C::value, "bad_value", shown(printed) + " is no rank: 1, 2, 3, ...");
        if (row.measure != Measure::value && row.measure != Measure::ytd) return true;
        if (indicator_->kind == Kind::milestone)
            return row.value == 0 || row.value == 1 ||
                   reject(C::value, "bad_value",
                          "a milestone is 1 (done) or 0 (not done), not " + shown(printed));
        // A count printed in 万 is rounded: 2.8 万套 are 28000.
        if (indicator_->whole && printed_scale_ == 1 && row.value != std::floor(row.value))
            return reject(C::value, "not_whole",
                          indicator_->id + " is a count: whole numbers only, not " +
                              shown(printed));
        return check_bounds(row);
    }

    /// A sum over several periods may exceed what one of them cannot, but not change sign.
    bool check_bounds(Observation const& row) {
        const bool sum = indicator_->kind == Kind::flow && !row.period.single();
        Bounds const& bounds = indicator_->bounds;
        const auto outside = [&](std::string_view side, double bound) {
            return reject(C::value, "out_of_bounds",
                          shown(cell(C::value)) + " lies " + std::string(side) + " " +
                              format_shortest(bound) + ", which " + indicator_->id +
                              " cannot; correct the figure, its unit, or the bounds in the plan");
        };
        if (bounds.min && (!sum || *bounds.min >= 0) && row.value + row.half_unit < *bounds.min)
            return outside("below", *bounds.min);
        if (bounds.max && (!sum || *bounds.max <= 0) && row.value - row.half_unit > *bounds.max)
            return outside("above", *bounds.max);
        return true;
    }

    /// A unit by its label; looked up once.
    [[nodiscard]] std::optional<Unit> unit(std::string_view label) {
        if (const auto at = units_.find(std::string(label)); at != units_.end()) return at->second;
        auto found = find_unit(label, plan_.units);
        if (found) units_.emplace(label, *found);
        return found;
    }
    [[nodiscard]] std::vector<std::string_view> unit_labels() const {
        std::vector<std::string_view> labels;
        for (Unit const& one : plan_.units) labels.push_back(one.label);
        for (Indicator const& indicator : plan_.indicators) labels.push_back(indicator.unit);
        for (auto const& entry : unit_catalogue) labels.push_back(entry.label);
        return labels;
    }

    std::string const& name_;
    Plan const& plan_;
    CsvTable table_;
    IndicatorNames names_;
    std::unordered_map<std::string, Unit> units_;
    Suggestions suggested_indicators_;
    Suggestions suggested_units_;
    std::vector<Fault> rejected_;
    Indicator const* indicator_ = nullptr;  ///< Of the current row, once it is known.
    double printed_scale_ = 1;              ///< Size of the unit in which the row is printed.
};

}  // namespace

Reading<Observations> read_observations(std::string_view bytes, std::string const& name,
                                        Plan const& plan) {
    return ObservationsReader(bytes, name, plan).run();
}

Observations load_observations(std::filesystem::path const& path, Plan const& plan) {
    return read_observations(read_file(path, observations_size_limit), path.string(), plan).take();
}

}  // namespace glidepath
