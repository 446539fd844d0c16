// Predictions: what one fitted model says of the periods ahead.
#pragma once

#include <Eigen/Core>

#include <string>
#include <vector>

namespace glidepath {

/// What a fitted model says of the periods ahead, its parameters taken as known. All vectors have
/// one value for each horizon 1, 2, ...
struct Prediction {
    std::vector<double> mean;
    /// Standard deviation of the forecast error.
    std::vector<double> deviation;
    /// `response[j]`: what a unit error of the first period ahead still adds j periods later;
    /// `response[0]` is 1. Where a model is linear in its errors,
    /// `deviation[h - 1] = sigma * sqrt(sum of response[j]^2 over j < h)`. Of models with
    /// multiplicative errors it holds at the mean.
    std::vector<double> response;
    /// Of the forecast errors of all horizons, where it does not follow from `response`; else
    /// empty.
    Eigen::MatrixXd correlation = {};
};

/// What a member of a combination says, and what it is called with the form it took.
struct MemberPrediction {
    Prediction prediction;
    std::string name;
    bool seasonal = false;  ///< Whether it found a season of its own (ETS, ARIMA).
};

}  // namespace glidepath
