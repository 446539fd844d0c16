#include "encoding.hpp"
#include "plan_tables.hpp"
#include "toml_file.hpp"
#include <glidepath/io/file.hpp>
#include <glidepath/io/plan_io.hpp>
#include <glidepath/model/validate.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <map>
#include <set>
#include <tuple>

namespace glidepath {

namespace {

using namespace detail;

/// What faults about a part call it.
template <class T>
std::string const& subject_of(T const& part) {
    return part.id;
}
std::string const& subject_of(Target const& part) {
    return part.id.empty() ? part.indicator : part.id;
}
std::string const& subject_of(Unit const& part) { return part.label; }
std::string const& subject_of(Policy const& part) { return part.name; }

/// A place as a key: locations themselves all compare equal.
using Place = std::tuple<std::string, std::size_t, std::size_t>;
Place place(Location const& where) { return {where.file, where.line, where.column}; }

/// What the checks of a whole plan need to know about its parts.
struct Notes {
    bool complete = true;     ///< Whether all parts were found; if not, references lead nowhere.
    std::set<Place> unclear;  ///< Parts of which a value is unknown that other faults follow from.
    std::map<std::string, Location> units;  ///< By label; units do not know where they stand.

    /// \return whether the values that others follow from are known
    bool add(Location const& where, std::set<std::string_view> const& failed) {
        constexpr std::array<std::string_view, 7> consequential{
            "id", "label", "horizon", "indicator", "kind", "unit", "say"};
        const bool clear = std::none_of(consequential.begin(), consequential.end(),
                                        [&](std::string_view key) { return failed.contains(key); });
        if (!clear) unclear.insert(place(where));
        return clear;
    }
};

/// Reads the tables of one file into a plan.
class PartsReader {
public:
    /// \param inherited  whether the plan was started by another file
    PartsReader(PlanInput& input, toml::table const& root, bool inherited, Notes& notes)
        : input_(input), root_(root), inherited_(inherited), notes_(notes) {}

    template <class T>
    void table(std::string_view key, T& part, Need need, std::string_view) {
        const std::string heading = "[" + std::string(key) + "]";
        const toml::node* node = find(key);
        if (node == nullptr) {
            if (need == Need::optional) return;
            input_.fault("missing_key", {input_.name(), 1, 1}, "a plan needs the table " + heading);
            notes_.complete = false;
        } else if (const auto* keys = node->as_table()) {
            read(*keys, heading, part);
        } else {
            wrong_type(*node, key, "the table " + heading);
        }
    }
    template <class T>
    void list(std::string_view key, std::vector<T>& into, std::string_view) {
        const std::string heading = "[[" + std::string(key) + "]]";
        const toml::node* node = find(key);
        if (node == nullptr) return;
        const auto* array = node->as_array();
        if (array == nullptr) {
            wrong_type(*node, key, "a table " + heading + ", in two brackets,");
            return;
        }
        for (toml::node const& element : *array) {
            if (const auto* keys = element.as_table()) read(*keys, heading, into.emplace_back());
            else wrong_type(element, key, "a table " + heading);
        }
    }
    /// Reports the tables that are none of a plan.
    void finish() {
        for (auto const& [key, node] : root_) {
            if (std::find(keys_.begin(), keys_.end(), key.str()) != keys_.end()) continue;
            input_.fault("unknown_key", input_.location(key.source().begin),
                         shown(key.str()) + " is no table of a plan; allowed: " +
                             comma_list(keys_) + suggestion(key.str(), keys_));
        }
    }

private:
    const toml::node* find(std::string_view key) {
        keys_.push_back(key);
        return root_.get(key);
    }
    void wrong_type(toml::node const& node, std::string_view key, std::string const& wanted) {
        Slot{input_, node, std::string(key)}.wrong_type(wanted);
        notes_.complete = false;
    }
    template <class T>
    void read(toml::table const& keys, std::string const& heading, T& part) {
        const std::size_t before = input_.faults().size();
        TableReader reader(input_, keys, heading, {}, inherited_ && std::same_as<T, Plan>);
        fields(reader, part);
        reader.finish();
        const Location where = input_.location(keys);
        if constexpr (requires { part.where; }) part.where = where;
        if constexpr (std::same_as<T, Unit>) notes_.units[part.label] = where;
        const bool clear = notes_.add(where, reader.failed());
        if constexpr (std::same_as<T, Target>)
            if (clear && part.id.empty())
                part.id = default_id(part.indicator, part.say, input_.calendar());
        for (std::size_t i = before; i < input_.faults().size(); ++i)
            input_.faults()[i].subject = subject_of(part);
    }

    PlanInput& input_;
    toml::table const& root_;
    bool inherited_;
    Notes& notes_;
    std::vector<std::string_view> keys_;
};

/// Reads a plan file and those it extends.
class PlanReader {
public:
    explicit PlanReader(PlanResolver const& resolve) : resolve_(resolve) {}

    Reading<Plan> run(std::string_view bytes, std::string const& name) && {
        read(bytes, name);
        if (notes_.complete) check();
        sort();
        if (!faults_.empty()) return {std::nullopt, std::move(faults_)};
        return {std::move(plan_), {}};
    }

private:
    void read(std::string_view bytes, std::string const& name) {
        chain_.push_back(name);
        Reading<toml::table> parsed = parse_toml(bytes, plan_size_limit, name);
        if (!parsed) {
            faults_.insert(faults_.end(), parsed.faults.begin(), parsed.faults.end());
            files_.push_back(name);
            notes_.complete = false;
            return;
        }
        PlanInput input(name, without_bom(bytes), plan_.reporting_year, faults_);
        const toml::node* base = (*parsed.value)["plan"][extends_key].node();
        const bool inherits = base != nullptr && base->is_string();
        if (inherits) inherit({input, *base, std::string(extends_key)}, base->as_string()->get());
        files_.push_back(name);
        PartsReader reader(input, *parsed.value, inherits, notes_);
        parts(reader, plan_);
        reader.finish();
    }

    /// Reads the plan that the one in `slot` starts from.
    void inherit(Slot const& slot, std::string const& path) {
        const auto refuse = [&](std::string const& code, std::string const& problem) {
            slot.fail(code, problem);
            notes_.complete = false;
        };
        if (!resolve_)
            return refuse("extends", shown(path) +
                                         " cannot be followed here: a plan that is read "
                                         "from bytes needs a resolver; load it as a file");
        if (chain_.size() > plan_extends_limit)
            return refuse("extends", "more than " + std::to_string(plan_extends_limit) +
                                         " plans extend one another");
        try {
            auto base = resolve_(path, slot.input.name());
            if (!base) return refuse("extends", shown(path) + " names no plan that can be found");
            if (std::find(chain_.begin(), chain_.end(), base->first) != chain_.end()) {
                std::string circle;
                for (std::string const& file : chain_) circle += file + " -> ";
                return refuse("extends", "a plan cannot extend itself: " + circle + base->first);
            }
            read(base->second, base->first);
        } catch (InputError const& error) {
            for (Fault const& fault : error.faults())
                refuse(fault.code, to_string(fault.where) + ": " + fault.message);
        }
    }

    /// The checks that concern the plan as a whole. What only follows from a value that could not
    /// be read is left out.
    void check() {
        for (Indicator const& indicator : plan_.indicators)
            if (notes_.unclear.contains(place(indicator.where)))
                for (Target const& target : plan_.targets)
                    if (target.indicator == indicator.id)
                        notes_.unclear.insert(place(target.where));
        for (Fault& fault : validate(plan_)) {
            const bool of_plan = place(fault.where) == place(plan_.where);
            const auto unit = notes_.units.find(fault.subject);
            if (of_plan && unit != notes_.units.end()) fault.where = unit->second;
            const bool follows = !of_plan || fault.code == "missing_key";
            if (follows && notes_.unclear.contains(place(fault.where))) continue;
            add_fault(faults_, std::move(fault));
        }
    }

    /// By file, in the order in which their parts were read, then by line and column.
    void sort() {
        const auto key = [this](Fault const& fault) {
            const auto file = std::find(files_.begin(), files_.end(), fault.where.file);
            return std::tuple(fault.code == "too_many_faults", file - files_.begin(),
                              fault.where.line, fault.where.column);
        };
        std::stable_sort(faults_.begin(), faults_.end(),
                         [&](Fault const& a, Fault const& b) { return key(a) < key(b); });
    }

    PlanResolver const& resolve_;
    Plan plan_;
    Notes notes_;
    std::vector<Fault> faults_;
    std::vector<std::string> chain_;  ///< From the first file to the one that is being read.
    std::vector<std::string> files_;
};

}  // namespace

Reading<Plan> read_plan(std::string_view bytes, std::string const& name,
                        PlanResolver const& resolve) {
    return PlanReader(resolve).run(bytes, name);
}

Plan load_plan(std::filesystem::path const& path) {
    const auto resolve = [](std::string const& base, std::string const& from) {
        const std::filesystem::path found =
            (std::filesystem::path(from).parent_path() / base).lexically_normal();
        return std::optional(std::pair(found.string(), read_file(found, plan_size_limit)));
    };
    const std::filesystem::path file = path.lexically_normal();
    return read_plan(read_file(file, plan_size_limit), file.string(), resolve).take();
}

}  // namespace glidepath
