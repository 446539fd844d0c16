#include "csv_table.hpp"
#include "fault_list.hpp"
#include "text_values.hpp"
#include <glidepath/io/plan_io.hpp>
#include <glidepath/io/plan_table.hpp>
#include <glidepath/model/validate.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace glidepath {

namespace {

using namespace detail;

/// Positions in `columns`.
struct Column {
    enum : std::size_t {
        indicator,
        say,
        name,
        name_zh,
        name_en,
        unit,
        prices,
        growth_prices,
        kind,
        freq,
        lag,
        whole,
        min,
        max,
        goal,
        goal_title,
        lead,
        quote,
        tier,
        id,
        part_of,
        note
    };
};
constexpr std::array columns{CsvColumn{"indicator", true},
                             CsvColumn{"say", true},
                             CsvColumn{"name"},
                             CsvColumn{"name_zh"},
                             CsvColumn{"name_en"},
                             CsvColumn{"unit"},
                             CsvColumn{"prices"},
                             CsvColumn{"growth_prices"},
                             CsvColumn{"kind"},
                             CsvColumn{"freq"},
                             CsvColumn{"lag"},
                             CsvColumn{"whole"},
                             CsvColumn{"min"},
                             CsvColumn{"max"},
                             CsvColumn{"goal"},
                             CsvColumn{"goal_title"},
                             CsvColumn{"lead"},
                             CsvColumn{"quote"},
                             CsvColumn{"tier"},
                             CsvColumn{"id"},
                             CsvColumn{"part_of"},
                             CsvColumn{"note"}};

/// Whether a name is Chinese: it holds a CJK ideograph.
bool is_chinese(std::string_view text) {
    while (const auto c = take_character(text))
        if ((*c >= 0x3400 && *c <= 0x9FFF) || (*c >= 0x20000 && *c <= 0x3FFFF)) return true;
    return false;
}

/// The member of a text that a name belongs into.
std::string& side_of(Text& text, std::string_view name) {
    return is_chinese(name) ? text.zh : text.en;
}

/// The entries of a cell that lists several, separated by ; or by its Chinese counterparts.
std::vector<std::string> entries(std::string_view cell) {
    std::vector<std::string> all(1);
    while (!cell.empty()) {
        const std::string_view before = cell;
        const auto c = take_character(cell);
        if (!c) break;  // the table is UTF-8
        if (*c == U';' || *c == U'；' || *c == U'、') all.emplace_back();
        else if (*c != U' ' || !all.back().empty())
            all.back() += before.substr(0, before.size() - cell.size());
    }
    for (std::string& entry : all)
        while (entry.ends_with(' ')) entry.pop_back();
    std::erase(all, std::string());
    return all;
}

/// Reads the rows of one table into a plan.
class PlanTableReader {
public:
    PlanTableReader(std::string_view csv, std::string const& name, Plan header)
        : name_(name), table_(csv, name, columns), plan_(std::move(header)) {
        note_all("indicator ", plan_.indicators);
        note_all("goal ", plan_.goals);
        for (auto const& [about, position] : positions_) complete_.insert(about);
        for (Body const& one : plan_.bodies) note_names(one);
    }

    Reading<Plan> run() && {
        faults_ = table_.open(plan_size_limit);
        if (!faults_.empty()) return {std::nullopt, std::move(faults_)};
        while (faults_.size() <= most_faults && table_.next()) row();
        check();
        std::stable_sort(faults_.begin(), faults_.end(), [](Fault const& a, Fault const& b) {
            return std::pair(a.where.line, a.where.column) <
                   std::pair(b.where.line, b.where.column);
        });
        if (!faults_.empty()) return {std::nullopt, std::move(faults_)};
        return {std::move(plan_), {}};
    }

private:
    [[nodiscard]] std::string_view cell(std::size_t column) const { return table_.cell(column); }

    void reject(std::size_t column, std::string code, std::string const& problem,
                std::size_t inside = 0) {
        const bool consequential = column == Column::kind || column == Column::unit;
        if (consequential) unclear_.insert(table_.row().line);
        add_fault(faults_, {std::move(code), table_.field(column, inside),
                            std::string(cell(Column::indicator)),
                            std::string(columns[column].name) + ": " + problem});
    }

    void row() {
        if (auto fault = table_.row_fault()) {
            add_fault(faults_, std::move(*fault));
            return;
        }
        if (cell(Column::indicator).empty()) {
            reject(Column::indicator, "missing_value", "every row needs the id of an indicator");
            return;
        }
        read_goal();
        read_indicator();
        read_lead();
        read_target();
    }

    /// The checks that concern the plan as a whole, but for what only follows from a cell that
    /// could not be read.
    void check() {
        std::set<std::string_view> unclear;
        for (Indicator const& indicator : plan_.indicators)
            if (unclear_.contains(indicator.where.line)) unclear.insert(indicator.id);
        for (Target const& target : plan_.targets)
            if (unclear.contains(target.indicator)) unclear_.insert(target.where.line);
        for (Fault& fault : validate(plan_))
            if (fault.where.file != name_ || !unclear_.contains(fault.where.line))
                add_fault(faults_, std::move(fault));
    }

    /// A cell as a value; nothing if it is blank or was rejected.
    template <class T>
    std::optional<T> read(std::size_t column) {
        if (cell(column).empty()) return std::nullopt;
        auto result = TextForm<T>::read(cell(column), plan_.reporting_year);
        if (!result.value) reject(column, result.code, result.problem, result.at.value_or(0));
        return std::move(result.value);
    }
    std::optional<std::string> read_string(std::size_t column) {
        if (cell(column).empty()) return std::nullopt;
        return std::string(cell(column));
    }
    std::optional<double> read_number(std::size_t column) {
        if (cell(column).empty()) return std::nullopt;
        const auto number = try_parse_number(cell(column));
        if (!number) reject(column, "bad_number", shown(cell(column)) + " is no plain number");
        return number ? std::optional(number->value) : std::nullopt;
    }
    /// Spreadsheets write whole numbers with a decimal point where a column has blanks.
    std::optional<int> read_days(std::size_t column) {
        const auto number = read_number(column);
        if (!number) return std::nullopt;
        if (*number >= 0 && *number < 1e6 && *number == std::floor(*number))
            return static_cast<int>(*number);
        reject(column, "bad_value", shown(cell(column)) + " is no number of days");
        return std::nullopt;
    }
    /// true and false as every spreadsheet writes them.
    std::optional<bool> read_flag(std::size_t column) {
        for (std::string_view word : {"true", "True", "TRUE"})
            if (cell(column) == word) return true;
        for (std::string_view word : {"false", "False", "FALSE"})
            if (cell(column) == word) return false;
        if (!cell(column).empty())
            reject(column, "bad_value", shown(cell(column)) + " is neither true nor false");
        return std::nullopt;
    }

    /// Gives a member of a part the value of a cell, if it has one: the first row that has one
    /// decides, later ones may only repeat it.
    /// \param part  names the part and what is said about it
    template <class T>
    void say(std::size_t column, std::string const& part, std::string_view what, T& member,
             std::optional<T> value) {
        if (!value) return;
        const std::string key = part + " " + std::string(what);
        if (complete_.contains(part) || !said_.emplace(key, table_.row().line).second) {
            if (*value == member) return;
            const auto before = said_.find(key);
            reject(column, "contradiction",
                   shown(cell(column)) + " contradicts what " +
                       (before != said_.end() ? "line " + std::to_string(before->second)
                                              : std::string("the plan")) +
                       " says about the " + part);
        } else {
            member = *std::move(value);
        }
    }

    void read_goal() {
        const std::string id(cell(Column::goal));
        const auto title = read_string(Column::goal_title);
        if (id.empty() && title)
            reject(Column::goal_title, "missing_value",
                   "a title needs the goal's id in the column goal");
        if (id.empty()) return;
        Goal& goal = part("goal ", plan_.goals, id);
        if (title)
            say(Column::goal_title, "goal " + id, is_chinese(*title) ? "zh" : "en",
                side_of(goal.title, *title), title);
    }

    /// The lead of the goal; without a goal, the body that reports the indicator.
    void read_lead() {
        std::vector<std::string> bodies;
        for (std::string const& entry : entries(cell(Column::lead))) bodies.push_back(body(entry));
        if (bodies.empty()) return;
        const std::string goal(cell(Column::goal));
        const std::string indicator(cell(Column::indicator));
        if (!goal.empty())
            say(Column::lead, "goal " + goal, "lead", part("goal ", plan_.goals, goal).lead,
                std::optional(bodies));
        else if (bodies.size() == 1)
            say(Column::lead, "indicator " + indicator, "lead",
                part("indicator ", plan_.indicators, indicator).reporter,
                std::optional(bodies.front()));
        else
            reject(Column::lead, "bad_value",
                   "without a goal, lead names the one body that reports the indicator");
    }

    /// The id of the body that a cell names by its id, its name or an alias; a new one if need be.
    std::string body(std::string const& called) {
        if (const auto at = bodies_.find(called); at != bodies_.end()) return at->second;
        Body one;
        one.where = table_.row();
        if (is_identifier(called)) {
            one.id = called;
        } else {
            do one.id = "body_" + std::to_string(++unnamed_);
            while (bodies_.contains(one.id));
            side_of(one.name, called) = called;
        }
        note_names(one);
        return plan_.bodies.emplace_back(std::move(one)).id;
    }
    /// Remembers what a body can be called. The first one of a name keeps it.
    void note_names(Body const& one) {
        bodies_.emplace(one.id, one.id);
        for (std::string const& name : {one.name.zh, one.name.en})
            if (!name.empty()) bodies_.emplace(name, one.id);
        for (std::string const& alias : one.aliases) bodies_.emplace(alias, one.id);
    }

    void read_indicator() {
        const std::string id(cell(Column::indicator));
        const std::string about = "indicator " + id;
        Indicator& x = part("indicator ", plan_.indicators, id);
        if (const auto name = read_string(Column::name))
            say(Column::name, about, is_chinese(*name) ? "zh" : "en", side_of(x.name, *name), name);
        say(Column::name_zh, about, "zh", x.name.zh, read_string(Column::name_zh));
        say(Column::name_en, about, "en", x.name.en, read_string(Column::name_en));
        say(Column::unit, about, "unit", x.unit, read_string(Column::unit));
        say(Column::prices, about, "prices", x.prices,
            optional_of(read<PriceBasis>(Column::prices)));
        say(Column::growth_prices, about, "growth_prices", x.growth_prices,
            optional_of(read<Prices>(Column::growth_prices)));
        say(Column::kind, about, "kind", x.kind, read<Kind>(Column::kind));
        say(Column::freq, about, "freq", x.freq, read<Frequency>(Column::freq));
        say(Column::lag, about, "lag", x.lag, read_days(Column::lag));
        say(Column::whole, about, "whole", x.whole, read_flag(Column::whole));
        say(Column::min, about, "min", x.bounds.min, optional_of(read_number(Column::min)));
        say(Column::max, about, "max", x.bounds.max, optional_of(read_number(Column::max)));
        // A target may stand under another goal than its indicator.
        if (x.goal.empty() && !complete_.contains(about)) x.goal = cell(Column::goal);
    }
    /// A member that is itself optional.
    template <class T>
    static std::optional<std::optional<T>> optional_of(std::optional<T> value) {
        if (!value) return std::nullopt;
        return std::optional<std::optional<T>>(std::in_place, std::move(value));
    }

    void read_target() {
        if (cell(Column::say).empty()) {
            reject(Column::say, "missing_value",
                   "every row needs a statement such as at 2025 > 860");
            return;
        }
        Target target;
        target.indicator = cell(Column::indicator);
        target.part_of = cell(Column::part_of);
        target.quote = cell(Column::quote);
        target.note = cell(Column::note);
        target.where = table_.row();
        if (const auto tier = read<Tier>(Column::tier)) target.tier = *tier;
        auto statement = read<Statement>(Column::say);
        if (!statement) return;
        target.say = *std::move(statement);
        target.id = cell(Column::id).empty()
                        ? default_id(target.indicator, target.say, plan_.reporting_year)
                        : std::string(cell(Column::id));
        Indicator& indicator = part("indicator ", plan_.indicators, target.indicator);
        if (cell(Column::goal) != indicator.goal) target.goal = cell(Column::goal);
        // An indicator of which only `done` is said can be nothing but a milestone.
        const std::string about = "indicator " + target.indicator;
        if (target.say.stat == Stat::done && !complete_.contains(about) &&
            !said_.contains(about + " kind"))
            indicator.kind = Kind::milestone;
        plan_.targets.push_back(std::move(target));
    }

    /// The part with an id, made where it is first mentioned.
    template <class T>
    T& part(std::string const& what, std::vector<T>& parts, std::string const& id) {
        const auto [at, fresh] = positions_.emplace(what + id, parts.size());
        if (!fresh) return parts[at->second];
        T& made = parts.emplace_back();
        made.id = id;
        made.where = table_.row();
        return made;
    }
    template <class T>
    void note_all(std::string const& what, std::vector<T> const& parts) {
        for (std::size_t i = 0; i < parts.size(); ++i) positions_.emplace(what + parts[i].id, i);
    }

    std::string const& name_;
    CsvTable table_;
    Plan plan_;
    std::vector<Fault> faults_;
    std::map<std::string, std::size_t> positions_;  ///< Of "goal x", "indicator y" in the plan.
    std::set<std::string> complete_;                ///< Those that the plan had before.
    std::map<std::string, std::size_t> said_;       ///< What was said, and the line it was said on.
    std::map<std::string, std::string> bodies_;     ///< Ids by everything that bodies are called.
    int unnamed_ = 0;                               ///< How many bodies got a made-up id.
    std::set<std::size_t> unclear_;  ///< Lines with values unknown that other faults follow from.
};

}  // namespace

Reading<Plan> read_plan_table(std::string_view csv, std::string const& name, Plan header) {
    return PlanTableReader(csv, name, std::move(header)).run();
}

}  // namespace glidepath
