"""What is asked of areas: pages, files, and finding one."""
