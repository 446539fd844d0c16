# The same problem by R tempdisagg: Rscript tempdisagg.R FILE ORDER REPETITIONS
# FILE holds lines `indicator ...` (monthly) and `totals ...` (yearly). Prints `path ...` and
# `seconds ...`, the median of the processor time of one solution.
suppressMessages(library(tempdisagg))

arguments <- commandArgs(trailingOnly = TRUE)
words <- strsplit(readLines(arguments[1]), " ")
read <- function(name, frequency) {
  line <- Find(function(line) line[1] == name, words)
  ts(as.numeric(line[-1]), start = 1901, frequency = frequency)
}
indicator <- read("indicator", 12)
totals <- read("totals", 1)

seconds <- replicate(as.integer(arguments[3]), {
  system.time(
    model <<- td(totals ~ 0 + indicator, conversion = "sum", method = "denton-cholette",
                 criterion = "proportional", h = as.integer(arguments[2]))
  )[["user.self"]]
})
cat("path", sprintf("%.17g", predict(model)), "\n")
cat("seconds", median(seconds), "\n")
