// Which structural model: level, trend, damped trend or season, by AICc.
#pragma once

#include <glidepath/forecast/state_space/structural_model.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace glidepath {

/// What a forecast calls a structural model: `structural (trend)`.
[[nodiscard]] inline std::string structural_name(StructuralForm form) {
    return "structural (" + std::string(to_string(form)) + ")";
}

namespace detail {

/// AICc of a model in the light of what came after a start, given that start.
template <class Model>
[[nodiscard]] double aicc_after(Model const& model, Model const& start) {
    StructuralShape const& shape = model.shape();
    const double k = shape.variances() + (shape.form == StructuralForm::damped ? 1 : 0);
    const double n = model.observed() - start.observed();
    if (!(n > k + 1)) return std::numeric_limits<double>::infinity();
    return -2 * (model.log_likelihood() - start.log_likelihood()) + 2 * k * n / (n - k - 1);
}

}  // namespace detail

/// The structural model with the least AICc, of level, trend, damped trend, and trend with season.
///
/// Diffuse likelihoods of models with different numbers of unknown states do not compare: they are
/// densities of different numbers of figures, and a change of unit would change the order of
/// models. So all candidates are judged by the same figures: those after the first ones that
/// determine the states of the largest candidate, given these (a training sample, Berger and
/// Pericchi 1996). AICc counts variances, and phi of the damped slope; the states need no penalty,
/// since the training sample, not the figures that judge, determined them.
///
/// A candidate is left out if it cannot be fitted, or if the figures after its training sample are
/// too few for its AICc; the level is what is left at last. Of models that predict without any
/// error the simplest serves; so does the first one of equals.
///
/// \param season  periods of a cycle; 1: none
/// \param points  figures that tell of a season; with less than two cycles of them none is fitted
/// \param fit     Model(StructuralForm), a Structural or a MixedFrequency
/// \param first   Model(Model const& fitted, int count): the same model of the first figures
///                alone; throws std::invalid_argument if they leave a state open
/// \throws std::invalid_argument if not even the level can be fitted
template <class Model, class Fit, class First>
[[nodiscard]] Model choose_structure(int season, int points, Fit const& fit, First const& first) {
    std::vector<Model> fitted{fit(StructuralForm::level)};
    for (const StructuralForm form :
         {StructuralForm::trend, StructuralForm::damped, StructuralForm::seasonal}) {
        if (!std::isfinite(fitted.back().log_likelihood())) return std::move(fitted.back());
        if (form == StructuralForm::seasonal && (season < 2 || points < 2 * season)) continue;
        try {
            fitted.push_back(fit(form));
        } catch (std::invalid_argument const&) {  // too few figures for this one
            continue;
        }
    }
    const auto start_of = [&](Model const& model, int count) -> std::vector<Model> {
        try {
            return {first(model, count)};
        } catch (std::invalid_argument const&) {
            return {};
        }
    };
    for (; fitted.size() > 1; fitted.pop_back()) {
        Model const& largest = fitted.back();
        int count = largest.shape().diffuse();
        while (start_of(largest, count).empty()) ++count;
        std::vector<double> aicc;
        for (Model const& model : fitted)
            aicc.push_back(detail::aicc_after(model, first(model, count)));
        if (!std::isfinite(aicc.back())) continue;
        const auto least = std::min_element(aicc.begin(), aicc.end());
        return std::move(fitted[static_cast<std::size_t>(least - aicc.begin())]);
    }
    return std::move(fitted.front());
}

}  // namespace glidepath
