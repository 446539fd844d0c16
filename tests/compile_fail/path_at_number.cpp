// A path answers for a period, not for a position.
#include <glidepath/path/path.hpp>

int main() {
    const glidepath::Path path(glidepath::Window(glidepath::Period::year(2025)), {860});
    bool known = path.at(glidepath::Period::year(2025)).has_value();
#ifdef GLIDEPATH_MISTAKE
    known = path.at(2025).has_value();
#endif
    return known ? 0 : 1;
}
