-- One index twice, and one by which nothing is looked up: each figure of each statement was written to it, all over the file.
DROP INDEX attribution_unnamed;
DROP INDEX figure_by_canonical;
