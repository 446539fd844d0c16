// Everything that reads and writes files; link with glidepath::io.
#pragma once

#include <glidepath/io/assessment_io.hpp>
#include <glidepath/io/digest.hpp>
#include <glidepath/io/file.hpp>
#include <glidepath/io/methods_io.hpp>
#include <glidepath/io/observations_io.hpp>
#include <glidepath/io/places_io.hpp>
#include <glidepath/io/plan_io.hpp>
#include <glidepath/io/plan_table.hpp>
#include <glidepath/io/reading.hpp>
#include <glidepath/io/scorecard_io.hpp>
#include <glidepath/io/trajectory_io.hpp>
#include <glidepath/io/what_if_io.hpp>
