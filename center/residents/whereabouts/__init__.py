"""Where a stay is: present in one place, or out for one stated cause."""
