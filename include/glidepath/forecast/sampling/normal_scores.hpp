// Joint draws of correlated standard normal scores.
#pragma once

#include <glidepath/forecast/sampling/normal.hpp>
#include <glidepath/forecast/sampling/philox.hpp>

#include <boost/random/sobol.hpp>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath {

/// How draws are made.
enum class Sampling : std::uint8_t {
    /// A Sobol sequence, shifted at random in every dimension (Cranley & Patterson 1976), and its
    /// mirror image: spread more evenly than chance would, so that probabilities settle with fewer
    /// paths.
    quasi,
    pseudo  ///< Independent draws.
};
inline constexpr std::array<std::string_view, 2> sampling_names{"quasi", "pseudo"};
[[nodiscard]] constexpr std::string_view to_string(Sampling sampling) noexcept {
    return sampling_names[static_cast<std::size_t>(sampling)];
}

/// Which draws: the same seed and stream give the same ones on any number of threads, and the first
/// m of n draws are those of m.
struct Draws {
    int count = 1000;
    std::uint64_t seed = 0;
    std::uint64_t stream = 0;  ///< Different streams of one seed are independent.
    Sampling sampling = Sampling::quasi;
};

/// The most numbers, draws times dimensions, that one call makes: 800 MB of them.
inline constexpr std::int64_t most_draws = 100'000'000;

/// A factor F with F F' = C, its columns ordered by how much of the variance each one carries, so
/// that the most even dimensions of a quasi-random sequence move the most. Eigenvalues that are
/// negative by rounding count as 0.
[[nodiscard]] inline Eigen::MatrixXd
principal_factor(Eigen::Ref<Eigen::MatrixXd const> const& covariance) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(covariance);
    const Eigen::VectorXd scale = eigen.eigenvalues().cwiseMax(0.0).cwiseSqrt();
    return (eigen.eigenvectors() * scale.asDiagonal()).rowwise().reverse();
}

namespace detail {

/// \throws std::invalid_argument for fewer than one draw or dimension, and for too many numbers
inline void require_draws(std::int64_t dimensions, int count) {
    if (count < 1 || dimensions < 1)
        throw std::invalid_argument("at least one path and one period are needed, not " +
                                    std::to_string(count) + " and " + std::to_string(dimensions));
    if (count * dimensions > most_draws)
        throw std::invalid_argument(std::to_string(count) + " paths of " +
                                    std::to_string(dimensions) + " periods are more than the " +
                                    std::to_string(most_draws) + " numbers that one call makes");
}

/// Independent standard normal scores: one row a draw, one column a dimension.
[[nodiscard]] inline Eigen::MatrixXd standard_scores(Eigen::Index dimensions, Eigen::Index count,
                                                     Draws const& draws) {
    const Philox random(draws.seed, draws.stream);
    Eigen::MatrixXd scores(count, dimensions);
    // The dimensions that Boost tabulates for Sobol sequences; those behind them, which carry
    // next to nothing after principal_factor(), are drawn independently.
    const Eigen::Index even =
        draws.sampling == Sampling::quasi ? std::min<Eigen::Index>(dimensions, 1000) : 0;
    if (even > 0) {
        boost::random::sobol engine(static_cast<std::size_t>(even));
        std::vector<std::uint64_t> shift(static_cast<std::size_t>(even));
        for (std::size_t d = 0; d < shift.size(); ++d) shift[d] = random.bits(d);
        for (Eigen::Index i = 0; i < count; ++i)
            for (Eigen::Index d = 0; d < even; ++d) {
                // Addition modulo 2^64 is the shift modulo 1.
                const std::uint64_t bits = engine() + shift[static_cast<std::size_t>(d)];
                const double uniform = (static_cast<double>(bits >> 11U) + 0.5) * 0x1p-53;
                scores(i, d) = normal_quantile(uniform);
            }
    }
    const auto width = static_cast<std::uint64_t>(dimensions);
    for (Eigen::Index i = 0; i < count; ++i)
        for (Eigen::Index d = even; d < dimensions; ++d)
            scores(i, d) = normal_quantile(random.uniform(static_cast<std::uint64_t>(i) * width +
                                                          static_cast<std::uint64_t>(d)));
    return scores;
}

}  // namespace detail

/// Scores with covariance F F' (correlation, where its diagonal is 1): one row a draw. Quasi-random
/// ones come in pairs that mirror each other (Hammersley & Morton 1956, antithetic variates), so
/// that every mean is exact with an even count; it also halves their cost.
/// \param factor  F, as from `principal_factor`: rows are the dimensions of the scores
/// \throws std::invalid_argument for fewer than one draw or dimension, and for more numbers than
///         `most_draws`
[[nodiscard]] inline Eigen::MatrixXd normal_scores(Eigen::Ref<Eigen::MatrixXd const> const& factor,
                                                   Draws const& draws) {
    detail::require_draws(factor.cols(), draws.count);
    if (draws.sampling == Sampling::pseudo)
        return detail::standard_scores(factor.cols(), draws.count, draws) * factor.transpose();
    const Eigen::MatrixXd half =
        detail::standard_scores(factor.cols(), (draws.count + 1) / 2, draws) * factor.transpose();
    Eigen::MatrixXd scores(draws.count, factor.rows());
    for (Eigen::Index d = 0; d < scores.cols(); ++d)
        for (Eigen::Index i = 0; i < scores.rows(); ++i)
            scores(i, d) = i % 2 == 0 ? half(i / 2, d) : -half(i / 2, d);
    return scores;
}

}  // namespace glidepath
