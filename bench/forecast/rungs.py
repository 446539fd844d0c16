"""How much history each calibration that comes with the library is for, and is learned from."""

# By frequency: for histories from so many values on, and with how many values (0: all) each series
# is forecast to learn it.
RUNGS = {
    "yearly": [(1, [1]), (2, [2, 3]), (4, [4, 5]), (6, [6, 8]), (10, [10, 12]), (14, [0])],
    "quarterly": [(1, [1, 2]), (3, [3, 4]), (5, [5, 7]), (9, [9, 12]), (16, [0])],
    "monthly": [(1, [1, 2]), (3, [3, 6, 10]), (13, [13, 18]), (25, [25, 36]), (48, [0])],
}
