"""The programme: goals, bottlenecks, projects, and money per year and funder."""
