"""What every page needs: access, forms, parts, paging."""
