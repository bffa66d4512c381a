-- AlterTable
ALTER TABLE "Address" ADD COLUMN     "heardAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "OutboxItem" ADD COLUMN     "returnedAt" TIMESTAMP(3),
ADD COLUMN     "returnedWhy" TEXT;
