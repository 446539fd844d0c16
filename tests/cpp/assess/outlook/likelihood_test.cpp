// The words for probabilities.
#include <glidepath/assess/outlook/likelihood.hpp>

#include <gtest/gtest.h>

#include <string>

namespace likelihood_test {
namespace {

namespace gp = glidepath;

TEST(Likelihood, ClassesBeginAtTheirLowerEnd) {
    const auto zh = [](double p) { return gp::likelihood_words(gp::likelihood(p)).zh; };
    EXPECT_EQ(zh(1), "把握很大");
    EXPECT_EQ(zh(.95), "把握很大");
    EXPECT_EQ(zh(.949), "把握较大");
    EXPECT_EQ(zh(.80), "把握较大");
    EXPECT_EQ(zh(.60), "有望完成");
    EXPECT_EQ(zh(.599), "尚难判断");
    EXPECT_EQ(zh(.40), "尚难判断");
    EXPECT_EQ(zh(.20), "压力较大");
    EXPECT_EQ(zh(.05), "难度较大");
    EXPECT_EQ(zh(.0499), "难度很大");
    EXPECT_EQ(zh(0), "难度很大");
}

TEST(Likelihood, TheIpccHasItsOwnWords) {
    const auto en = [](double p) {
        return gp::likelihood_words(gp::likelihood(p, gp::Vocabulary::ipcc)).en;
    };
    EXPECT_EQ(en(.995), "virtually certain");
    EXPECT_EQ(en(.97), "extremely likely");
    EXPECT_EQ(en(.92), "very likely");
    EXPECT_EQ(en(.70), "likely");
    EXPECT_EQ(en(.50), "about as likely as not");
    EXPECT_EQ(en(.20), "unlikely");
    EXPECT_EQ(en(.07), "very unlikely");
    EXPECT_EQ(en(.02), "extremely unlikely");
    EXPECT_EQ(en(.002), "exceptionally unlikely");
}

TEST(Likelihood, IsShownToTheNearestFivePercentNeverZeroOrHundred) {
    EXPECT_EQ(gp::shown_probability(0).zh, "不足5%");
    EXPECT_EQ(gp::shown_probability(.049).en, "under 5%");
    EXPECT_EQ(gp::shown_probability(.05).zh, "约5%");
    EXPECT_EQ(gp::shown_probability(.724).zh, "约70%");
    EXPECT_EQ(gp::shown_probability(.726).en, "about 75%");
    EXPECT_EQ(gp::shown_probability(.95).zh, "约95%");
    EXPECT_EQ(gp::shown_probability(.951).zh, "95%以上");
    EXPECT_EQ(gp::shown_probability(1).zh, "95%以上");
    for (int i = 0; i <= 1000; ++i)
        for (std::string const& text :
             {gp::shown_probability(i / 1000.0).zh, gp::shown_probability(i / 1000.0).en}) {
            EXPECT_EQ(text.find("约0%"), std::string::npos);
            EXPECT_EQ(text.find("100%"), std::string::npos);
        }
}

}  // namespace
}  // namespace likelihood_test
