// The heavy entries of the layer path, compiled once.
#include <glidepath/path/least_rough.hpp>
#include <glidepath/path/solver/least_rough_search.hpp>

namespace glidepath {

LeastRough least_rough(Roughness const& roughness, std::span<double const> preliminary,
                       std::span<Row const> rows, std::span<std::size_t const> warm) {
    return detail::LeastRoughSearch(roughness, preliminary, rows, warm).run();
}

}  // namespace glidepath
