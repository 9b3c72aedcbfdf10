module bank
  use iso_c_binding
  implicit none
  integer(c_long), bind(c) :: balance = 100
contains
  subroutine deposit(amount)
    integer(c_long), intent(in) :: amount
    call write_balance(read_balance() + amount)
  contains
    subroutine write_balance(number)
      integer(c_long), intent(in) :: number
      balance = number
    end subroutine
  end subroutine
  function read_balance() result(number)
    integer(c_long) :: number
    number = balance
  end function
end module
subroutine pay_in(amount)
  use bank
  integer(c_long), intent(in) :: amount
  call deposit(amount)
end subroutine
