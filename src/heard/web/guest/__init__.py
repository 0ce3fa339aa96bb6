"""The pages of people from outside: investigators, independent persons, panel members, advocates, auditors."""
