// What of a window is looked at and which face of the indicator are different questions.
#include <glidepath/model/statement.hpp>

int main() {
    const glidepath::Statement statement;
    bool same = statement.face == glidepath::Face::level;
#ifdef GLIDEPATH_MISTAKE
    same = statement.stat == glidepath::Face::level;
#endif
    return same ? 0 : 1;
}
