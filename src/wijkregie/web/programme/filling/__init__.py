"""Fill in a project card from start to finish, in steps that are saved one by one."""
