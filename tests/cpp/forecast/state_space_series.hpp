// Series for the tests of state-space models: data sets of R 4.2 (package datasets).
#pragma once

#include <cmath>
#include <limits>
#include <vector>

namespace glidepath::testing::state_space {

// clang-format off
/// Annual flow of the Nile at Aswan, 1871-1970 (`Nile`).
inline const std::vector<double> nile{1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140,
    995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030,
    1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702,
    1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845,
    944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744,
    749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714,
    740};
/// Population of the United States, millions, 1790-1970 (`uspop`).
inline const std::vector<double> uspop{3.93, 5.31, 7.24, 9.64, 12.9, 17.1, 23.2, 31.4, 39.8, 50.2,
    62.9, 76, 92, 105.7, 122.8, 131.7, 151.3, 179.3, 203.2};
/// Quarterly UK gas consumption, 1960-1986 (`UKgas`).
inline const std::vector<double> uk_gas{160.1, 129.7, 84.8, 120.1, 160.1, 124.9, 84.8, 116.9,
    169.7, 140.9, 89.7, 123.3, 187.3, 144.1, 92.9, 120.1, 176.1, 147.3, 89.7, 123.3, 185.7, 155.3,
    99.3, 131.3, 200.1, 161.7, 102.5, 136.1, 204.9, 176.1, 112.1, 140.9, 227.3, 195.3, 115.3,
    142.5, 244.9, 214.5, 118.5, 153.7, 244.9, 216.1, 188.9, 142.5, 301, 196.9, 136.1, 267.3, 317,
    230.5, 152.1, 336.2, 371.4, 240.1, 158.5, 355.4, 449.9, 286.6, 179.3, 403.4, 491.5, 321.8,
    177.7, 409.8, 593.9, 329.8, 176.1, 483.5, 584.3, 395.4, 187.3, 485.1, 669.2, 421, 216.1, 509.1,
    827.7, 467.5, 209.7, 542.7, 840.5, 414.6, 217.7, 670.8, 848.5, 437, 209.7, 701.2, 925.3, 443.4,
    214.5, 683.6, 917.3, 515.5, 224.1, 694.8, 989.4, 477.1, 233.7, 730, 1087, 534.7, 281.8, 787.6,
    1163.9, 613.1, 347.4, 782.8};
/// Monthly airline passengers, thousands, 1949-1960 (`AirPassengers`).
inline const std::vector<double> air_passengers{112, 118, 132, 129, 121, 135, 148, 148, 136, 119,
    104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172,
    178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302,
    293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277,
    317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404,
    347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396,
    420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390,
    432};
// clang-format on

/// The Nile with the gaps of Durbin and Koopman (2012), section 2.7: periods 21-40 and 61-80.
[[nodiscard]] inline std::vector<double> nile_with_gaps() {
    std::vector<double> y = nile;
    for (std::size_t t = 0; t < y.size(); ++t)
        if ((t >= 20 && t < 40) || (t >= 60 && t < 80))
            y[t] = std::numeric_limits<double>::quiet_NaN();
    return y;
}
[[nodiscard]] inline std::vector<double> log10_uk_gas() {
    std::vector<double> y;
    for (const double value : uk_gas) y.push_back(std::log10(value));
    return y;
}
[[nodiscard]] inline std::vector<double> log_air_passengers() {
    std::vector<double> y;
    for (const double value : air_passengers) y.push_back(std::log(value));
    return y;
}

}  // namespace glidepath::testing::state_space
