#include "plan_tables.hpp"
#include <glidepath/io/file.hpp>
#include <glidepath/io/plan_io.hpp>
#include <glidepath/model/validate.hpp>

#include <type_traits>
#include <variant>

namespace glidepath {

namespace {

using namespace detail;

/// Writes the tables of a plan.
class PartsWriter {
public:
    explicit PartsWriter(ReportingYear calendar) : calendar_(calendar) {}

    template <class T>
    void table(std::string_view key, T const& part, Need need, std::string_view) {
        const std::vector<Entry> entries = entries_of(part, calendar_);
        if (need == Need::required || !entries.empty())
            write("[" + std::string(key) + "]", entries);
    }
    template <class T>
    void list(std::string_view key, std::vector<T> const& all, std::string_view) {
        for (T part : all) {
            if constexpr (std::is_same_v<T, Target>)
                if (part.id == default_id(part.indicator, part.say, calendar_)) part.id.clear();
            write("[[" + std::string(key) + "]]", entries_of(std::move(part), calendar_));
        }
    }
    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    void write(std::string const& heading, std::vector<Entry> const& entries) {
        if (!text_.empty()) text_ += '\n';
        text_ += heading + '\n';
        for (auto const& [key, value, need] : entries)
            text_ += std::string(key) + " = " + value + '\n';
    }

    ReportingYear calendar_;
    std::string text_;
};

/// The parts of a plan that stand in lists, in one list.
class PartsGatherer {
public:
    using Part = std::variant<Body, Goal, Unit, Indicator, Target, Task, Obligation>;
    template <class T>
    void table(std::string_view, T&, Need, std::string_view) {}
    template <class T>
    void list(std::string_view, std::vector<T> const& all, std::string_view) {
        parts.insert(parts.end(), all.begin(), all.end());
    }
    std::vector<Part> parts;
};

[[nodiscard]] std::vector<PartsGatherer::Part> gather(Plan plan) {
    PartsGatherer gatherer;
    parts(gatherer, plan);
    return std::move(gatherer.parts);
}

[[nodiscard]] std::string name_of(PartsGatherer::Part const& part) {
    return std::visit(
        [](auto const& x) {
            if constexpr (requires { x.label; }) return x.label;
            else return x.id;
        },
        part);
}

/// Says which parts of the plan do not come back from what was written.
[[noreturn]] void refuse(Plan const& plan, Reading<Plan> const& again) {
    std::vector<Fault> faults;
    const auto add = [&](std::string const& subject, std::string const& why) {
        faults.push_back({"not_representable", {}, subject, "cannot be written: " + why});
    };
    for (Fault const& fault : again.faults) add(fault.subject, fault.message);
    if (again.value) {
        const auto before = gather(plan);
        const auto after = gather(*again.value);
        for (std::size_t i = 0; i < before.size(); ++i)
            if (before[i] != after[i])
                add(name_of(before[i]),
                    "a number has more digits than its decimals say, or a period "
                    "is none of the plan's reporting year");
        if (faults.empty()) add(plan.id, "a value of the plan itself does not read back the same");
    }
    throw InputError(std::move(faults));
}

}  // namespace

std::string write_plan(Plan const& plan) {
    if (auto faults = validate(plan); !faults.empty()) throw InputError(std::move(faults));
    Plan copy = plan;
    PartsWriter writer(plan.reporting_year);
    parts(writer, copy);
    std::string text = std::move(writer).take();
    // A plan built in code can hold what no text says: reading it back is the only full check.
    const Reading<Plan> again = read_plan(text, plan.id);
    if (!again || *again.value != plan) refuse(plan, again);
    return text;
}

void save_plan(Plan const& plan, std::filesystem::path const& path) {
    write_file_atomically(path, write_plan(plan));
}

}  // namespace glidepath
