#include "plan_tables.hpp"
#include <glidepath/io/file.hpp>
#include <glidepath/io/plan_io.hpp>
#include <glidepath/model/validate.hpp>

#include <optional>
#include <span>
#include <system_error>
#include <type_traits>
#include <utility>
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

std::string write_extension(Plan const& base, std::string const& extends, Text const& title,
                            std::span<Target const> targets) {
    Plan whole = base;
    if (!title.zh.empty()) whole.title.zh = title.zh;
    if (!title.en.empty()) whole.title.en = title.en;
    whole.targets.insert(whole.targets.end(), targets.begin(), targets.end());
    const std::string below = write_plan(base);
    if (auto faults = validate(whole); !faults.empty()) throw InputError(std::move(faults));

    std::string text = "[plan]\n";
    if (title != Text())
        text += "title = " + ValueForm<Text>::write(title, base.reporting_year) + '\n';
    text += std::string(extends_key) + " = " + toml_string(extends) + '\n';
    PartsWriter writer(base.reporting_year);
    writer.list("target", std::vector<Target>(targets.begin(), targets.end()), {});
    const std::string tables = std::move(writer).take();
    if (!tables.empty()) text += '\n' + tables;

    const Reading<Plan> again =
        read_plan(text, "extension of " + extends, [&](std::string const&, std::string const&) {
            return std::optional(std::pair(extends, below));
        });
    if (!again || *again.value != whole) refuse(whole, again);
    return text;
}

void save_extension(std::filesystem::path const& path, std::filesystem::path const& base,
                    Text const& title, std::span<Target const> targets) {
    namespace fs = std::filesystem;
    const fs::path file = fs::absolute(path).lexically_normal();
    const fs::path below = fs::absolute(base).lexically_normal();
    std::error_code none;
    if (file == below || fs::equivalent(file, below, none))
        throw InputError({{"extends",
                           {path.string(), 0, 0},
                           {},
                           "a plan cannot extend itself; name another file to write"}});
    const std::string extends = below.lexically_proximate(file.parent_path()).generic_string();
    write_file_atomically(path, write_extension(load_plan(base), extends, title, targets));
}

void save_plan(Plan const& plan, std::filesystem::path const& path) {
    write_file_atomically(path, write_plan(plan));
}

}  // namespace glidepath
